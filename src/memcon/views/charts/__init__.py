"""Charts as SVG that needs no script: a pair's timeline, contacts a month, who speaks with whom, and where.

Every mark has a title and, where it stands for something that has a page, is a link to it; colours are classes, so
that the page's style sheet gives them in light and in dark. Each chart's numbers are on the page as a table as well.
"""
