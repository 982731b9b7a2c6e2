// What a page does beyond links and forms: "/" goes to the search, and a draft of a pasted report outlives a slip.
document.addEventListener("keydown", (event) => {
  const find = document.getElementById("find");
  if (event.key !== "/" || !find || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  find.focus();
});

const pasted = document.querySelector("textarea#text");
if (pasted) {
  pasted.value ||= sessionStorage.getItem("pasted") ?? "";
  pasted.addEventListener("input", () => sessionStorage.setItem("pasted", pasted.value));
}
