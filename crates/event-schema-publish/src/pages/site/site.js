// Search, copying, and the choice of theme and language. Without it the pages are whole, too.

const form = document.querySelector(".search");
const input = form.querySelector("input");
const list = document.getElementById("found");
const MOST = 12;

form.hidden = false;

/** How well an entry matches: the less the better; nothing if it does not. */
function rank([name, , , words], typed) {
  // A type may differ from a property by its capitals only.
  if (name === typed) return -1;
  const [lower, text, query] = [name, words, typed].map((it) => it.toLowerCase());
  if (lower === query) return 0;
  if (lower.startsWith(query)) return 1;
  if (lower.includes(query)) return 2;
  return query.split(/\s+/).every((word) => lower.includes(word) || text.includes(word)) ? 3 : undefined;
}

function matching(query) {
  const found = ENTRIES.map((entry, at) => ({ entry, at, rank: rank(entry, query) }));
  const ranked = found.filter((it) => it.rank !== undefined);
  return ranked.sort((one, two) => one.rank - two.rank || one.at - two.at).map((it) => it.entry);
}

function option([name, what, place], at) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const note = document.createElement("small");
  const code = document.createElement("code");
  item.id = `found-${at}`;
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(at === 0));
  link.href = place;
  link.tabIndex = -1;
  code.textContent = name;
  note.textContent = ` ${what}`;
  link.append(code, note);
  item.append(link);
  return item;
}

function showFound() {
  const query = input.value.trim();
  const found = query === "" ? [] : matching(query);
  list.replaceChildren(...found.slice(0, MOST).map(option));
  if (query !== "" && found.length === 0) {
    const none = document.createElement("li");
    none.className = "none";
    none.textContent = "Nothing is called so, and nothing is told of it.";
    list.append(none);
  }
  setOpen(query !== "");
}

function setOpen(isOpen) {
  list.hidden = !isOpen;
  input.setAttribute("aria-expanded", String(isOpen));
  mark(0);
}

const options = () => [...list.querySelectorAll("[role=option]")];

function mark(at) {
  const all = options();
  all.forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  if (all[at] === undefined) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", all[at].id);
  all[at].scrollIntoView({ block: "nearest" });
}

function follow() {
  const chosen = list.querySelector("[aria-selected=true] a");
  if (chosen === null) return;
  setOpen(false);
  input.blur();
  location.href = chosen.href;
}

input.addEventListener("input", showFound);
input.addEventListener("focus", showFound);
input.addEventListener("keydown", (event) => {
  const all = options();
  const at = all.findIndex((item) => item.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step !== undefined && all.length > 0) {
    event.preventDefault();
    mark((at + step + all.length) % all.length);
  } else if (event.key === "Escape") {
    setOpen(false);
  }
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  follow();
});
list.addEventListener("click", () => setOpen(false));
document.addEventListener("click", (event) => {
  if (!form.contains(event.target)) setOpen(false);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea")) return;
  event.preventDefault();
  input.focus();
});

if (navigator.clipboard) {
  for (const code of document.querySelectorAll(".code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.querySelector("pre").textContent);
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    code.append(button);
  }
}

/** What was chosen once, as far as the browser keeps it. */
const kept = {
  get: (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  set: (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // It is chosen for this page only.
    }
  },
};

const theme = document.querySelector(".theme");
const setTheme = (name) => (document.documentElement.style.colorScheme = name);
theme.hidden = false;
if (kept.get("theme")) setTheme(kept.get("theme"));
theme.addEventListener("click", () => {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const next = (kept.get("theme") ?? system) === "dark" ? "light" : "dark";
  setTheme(next);
  kept.set("theme", next);
});

for (const radio of document.querySelectorAll("[name=language]")) {
  if (radio.value === kept.get("language")) radio.checked = true;
  radio.addEventListener("change", () => kept.set("language", radio.value));
}
