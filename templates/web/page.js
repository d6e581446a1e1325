// Everything works without this file; it adds dropping files and what follows from that.
"use strict";
document.documentElement.classList.add("with-script");

for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const over = (event, on) => {
    event.preventDefault();
    zone.classList.toggle("over", on);
  };
  zone.addEventListener("dragover", (event) => over(event, true));
  zone.addEventListener("dragleave", (event) => over(event, false));
  zone.addEventListener("drop", (event) => {
    over(event, false);
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    if (zone.dataset.drop === "submit") input.form.requestSubmit();
  });
}
// A file that misses its place must not replace the page.
for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());

// Files go one by one, so that each tells at once what came of it.
for (const form of document.querySelectorAll("form[data-upload]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, [...form.querySelector("input[type=file]").files]);
  });
}

async function send(form, files) {
  const list = form.querySelector(".progress");
  const button = form.querySelector("button");
  list.hidden = false;
  list.replaceChildren();
  button.disabled = true;
  const lines = files.map((file) => {
    const line = document.createElement("li");
    line.textContent = `${file.name}: 待っています`;
    list.append(line);
    return line;
  });
  let refused = 0;
  let next = 0;
  const work = async () => {
    while (next < files.length) {
      const index = next++;
      const [line, file] = [lines[index], files[index]];
      line.textContent = `${file.name}: 読んでいます（${index + 1} / ${files.length}）`;
      const told = await sendOne(form, file);
      line.textContent = `${told.name || file.name}: ${told.told}`;
      line.className = told.taken ? "good" : "bad";
      if (!told.taken) refused += 1;
    }
  };
  await Promise.all([work(), work(), work()]);
  button.disabled = false;
  const end = document.createElement("li");
  if (refused === 0) {
    location.assign("/assess");
    return;
  }
  const link = document.createElement("a");
  link.href = "/assess";
  link.textContent = "判定を見る";
  end.append(`${refused}件は受け取れませんでした。`, link);
  list.append(end);
  end.scrollIntoView({ block: "nearest" });
}

async function sendOne(form, file) {
  const data = new FormData();
  data.append("csrf", form.elements.csrf.value);
  data.append("script", "1");
  data.append("file", file, file.name);
  try {
    let answer = await fetch(form.getAttribute("action"), { method: "POST", body: data });
    // Others are sending, too: their files will have been read soon.
    for (let wait = 1; answer.status === 503 && wait <= 16; wait *= 2) {
      await new Promise((done) => setTimeout(done, wait * 1000));
      answer = await fetch(form.getAttribute("action"), { method: "POST", body: data });
    }
    if (answer.status === 503) return { taken: false, told: "いまは混み合っています。少し待ってから、もう一度入れてください" };
    if (!answer.ok) return { taken: false, told: answer.status === 413 ? "大きすぎるため受け取れません" : "受け取れませんでした" };
    return (await answer.json())[0] || { taken: false, told: "受け取れませんでした" };
  } catch {
    return { taken: false, told: "送れませんでした。itaku が動いているか確かめてください" };
  }
}

for (const link of document.querySelectorAll("[data-back]")) {
  link.addEventListener("click", (event) => {
    if (history.length < 2) return;
    event.preventDefault();
    history.back();
  });
}

// A place that is led to inside a closed part must be seen.
function reveal() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = place; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  if (place) place.scrollIntoView();
}
if (location.hash) reveal();
addEventListener("hashchange", reveal);
