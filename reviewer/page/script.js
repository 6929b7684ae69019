
"use strict";
(() => {
  const notes = [...document.querySelectorAll("tr.note")];
  const boxes = [...document.querySelectorAll(".controls input")];
  const rule = document.getElementById("rule");
  const position = document.getElementById("position");
  let at = -1;

  const shown = () => notes.filter((note) => !note.hidden);

  function filter() {
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    for (const note of notes) {
      const fits = !rule.value || note.dataset.code === rule.value;
      note.hidden = !(severities.has(note.dataset.severity) && fits);
    }
    at = -1;
    position.textContent = `共 ${shown().length} 处`;
  }

  function go(step) {
    const list = shown();
    if (!list.length) return;
    at = at < 0 ? (step > 0 ? 0 : list.length - 1) : (at + step + list.length) % list.length;
    list[at].focus();
    list[at].scrollIntoView({ block: "center" });
    position.textContent = `第 ${at + 1} 处，共 ${list.length} 处`;
  }

  async function copy(button) {
    const text = button.previousElementSibling.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    button.textContent = "已复制";
    setTimeout(() => { button.textContent = "复制草稿"; }, 1500);
  }

  for (const box of boxes) box.addEventListener("change", filter);
  rule.addEventListener("change", filter);
  document.getElementById("next").addEventListener("click", () => go(1));
  document.getElementById("previous").addEventListener("click", () => go(-1));
  document.getElementById("print").addEventListener("click", () => window.print());
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button) copy(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) return;
    if (event.key === "j" || event.key === "J") go(1);
    else if (event.key === "k" || event.key === "K") go(-1);
    else return;
    event.preventDefault();
  });
  filter();
})();
