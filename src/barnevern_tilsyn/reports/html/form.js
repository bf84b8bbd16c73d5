"use strict";
// The form's JSON stands in the page as it was made; what is entered is laid into it when it is saved. Nothing is kept
// anywhere else: not in the browser's storage, not on a network.
(() => {
  const here = (id) => document.getElementById(id);
  const form = JSON.parse(here("form-data").textContent);
  const settings = JSON.parse(here("settings").textContent);
  const asked = [...document.querySelectorAll("fieldset[data-list]")];
  const day = here("filled");
  // The page and what is saved from it go by one name.
  const fileName = decodeURIComponent(location.pathname).split("/").pop().replace(/\.[^.]*$/, "") + ".json";

  // A form has answers, each with a comment, and the service's own has judgements, each with reasons.
  const lists = { answers: { id: "question", words: "comment" }, judgements: { id: "theme", words: "reasons" } };

  const radios = (set) => [...set.querySelectorAll("input[type=radio]")];
  const chosen = (set) => radios(set).find((radio) => radio.checked);
  const isAnswered = (set) => chosen(set).value !== "";
  const wordsOf = (set) => set.querySelector("textarea");
  const nowhere = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

  function say(id, values = {}) {
    return settings.texts[id].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  }

  function entered() {
    const made = structuredClone(form);
    for (const set of asked) {
      const row = made[set.dataset.list][set.dataset.at];
      row.value = chosen(set).value || null;
      row[lists[set.dataset.list].words] = wordsOf(set).value.replace(nowhere, " ");
    }
    made.filled = day.value || null;
    return made;
  }

  const text = () => JSON.stringify(entered(), null, 2) + "\n";
  let kept = text();
  const isKept = () => text() === kept;

  function tell(id, values) {
    here("refused").textContent = "";
    here("told").textContent = id ? say(id, values) : "";
  }

  function refuse(id, values) {
    here("told").textContent = "";
    here("refused").textContent = say(id, values);
  }

  // What the page shows of the state of the form: how far it has come, what is left, whether it is saved.
  function show() {
    const done = asked.filter(isAnswered).length;
    const progress = say("progress", { done, of: asked.length });
    if (here("progress").textContent !== progress) here("progress").textContent = progress;
    here("done").max = asked.length;
    here("done").value = done;
    for (const set of asked) {
      document.querySelector(`[data-of="${set.id}"]`).hidden = isAnswered(set);
      wordsOf(set).parentElement.dataset.words = wordsOf(set).value;
    }
    for (const group of document.querySelectorAll("#left .group")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
    here("none-left").hidden = done < asked.length;
    for (const section of document.querySelectorAll("section")) {
      const sets = asked.filter((set) => section.contains(set));
      const count = section.querySelector(".count");
      if (count) count.textContent = say("of", { done: sets.filter(isAnswered).length, of: sets.length });
    }
    here("unsaved").hidden = isKept();
  }

  function go(set) {
    set.scrollIntoView({ block: "start" });
    chosen(set).focus({ preventScroll: true });
  }

  function next() {
    const at = asked.findIndex((set) => set.contains(document.activeElement));
    const found = [...asked.slice(at + 1), ...asked.slice(0, at + 1)].find((set) => !isAnswered(set));
    if (found) {
      tell("");
      go(found);
    } else tell("all-answered");
  }

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function save() {
    if (!day.checkValidity()) {
      refuse("bad-day");
      day.focus();
      return;
    }
    day.value ||= today();
    for (const set of asked) wordsOf(set).value = wordsOf(set).value.replace(nowhere, " ");
    kept = text();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([kept], { type: "application/json" }));
    link.download = fileName;
    link.click();
    show();
    const done = asked.filter(isAnswered).length;
    tell("saved", { name: link.download, done, of: asked.length });
  }

  // Why a file's form is not this one: the id of a sentence, or nothing.
  function otherwise(read) {
    const isTable = (thing) => typeof thing === "object" && thing !== null && !Array.isArray(thing);
    if (!isTable(read) || read.document !== form.document) return "no-form";
    if (read.format !== form.format) return "other-format";
    if (!isTable(read.programme) || read.programme.id !== form.programme.id) return "other-programme";
    if (read.programme.version !== form.programme.version) return "other-version";
    if (read.kind !== form.kind) return `not-of-${form.kind}`;
    const { case: name, element = null } = isTable(read.subject) ? read.subject : {};
    if (form.subject && (name !== form.subject.case || element !== form.subject.element)) return "other-case";
    if (read.sample !== form.sample) return "other-sample";
    const fits = Object.entries(lists).every(([list, names]) => rowsFit(rowsOf(read, list), form[list], list, names));
    return fits && dayFits(read.filled ?? null) ? "" : "damaged";
  }

  // What a form has a default for may be left out of its file.
  const rowsOf = (read, list) => (read[list] === undefined ? [] : read[list]);
  const enteredIn = (row, names) => {
    const { value = null, [names.words]: said = "" } = row;
    return { value, said };
  };
  const byId = (rows, names) => new Map(rows.map((row) => [row?.[names.id], row]));

  function rowsFit(rows, own, list, names) {
    if (!Array.isArray(rows) || rows.length !== own.length) return false;
    const found = byId(rows, names);
    return own.every((mine, at) => rowFits(found.get(mine[names.id]), `${list}-${at}`, names));
  }

  function rowFits(row, place, names) {
    if (!row) return false;
    const values = radios(here(place)).map((radio) => radio.value || null);
    const { value, said } = enteredIn(row, names);
    return values.includes(value) && typeof said === "string" && [...said].length <= settings.most_words;
  }

  function dayFits(value) {
    if (value === null) return true;
    if (typeof value !== "string") return false;
    const tried = day.cloneNode();
    tried.value = value;
    return tried.value === value && value !== "" && tried.checkValidity();
  }

  function fill(read) {
    for (const set of asked) {
      const names = lists[set.dataset.list];
      const mine = form[set.dataset.list][set.dataset.at];
      const row = byId(rowsOf(read, set.dataset.list), names).get(mine[names.id]);
      const { value, said } = enteredIn(row, names);
      for (const radio of radios(set)) radio.checked = (radio.value || null) === value;
      wordsOf(set).value = said;
    }
    day.value = read.filled ?? "";
    kept = text();
    show();
  }

  async function open(file) {
    if (file.size > settings.most_bytes) return refuse("too-large", { name: file.name });
    let read;
    try {
      read = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
    } catch {
      return refuse("no-form", { name: file.name });
    }
    const reason = otherwise(read);
    if (reason) return refuse(reason, { name: file.name });
    if (!isKept() && !window.confirm(say("replace"))) return tell("not-replaced");
    fill(read);
    const done = asked.filter(isAnswered).length;
    return tell("opened", { name: file.name, done, of: asked.length });
  }

  function choose(radio, number) {
    const one = radios(radio.closest("fieldset"))[number - 1];
    if (!one) return;
    one.focus();
    one.click();
  }

  const commands = { s: save, o: () => here("file").click(), Enter: next };

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.shiftKey || event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      const command = commands[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!command) return;
      event.preventDefault();
      command();
    } else if (event.target.type === "radio" && /^[1-9]$/.test(event.key)) {
      event.preventDefault();
      choose(event.target, Number(event.key));
    }
  });
  here("form").addEventListener("submit", (event) => event.preventDefault());
  here("form").addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    tell("");
    show();
  });
  here("next").addEventListener("click", next);
  here("save").addEventListener("click", save);
  here("save-too").addEventListener("click", save);
  here("close").addEventListener("click", () => tell(""));
  here("open").addEventListener("click", commands.o);
  here("file").addEventListener("change", async () => {
    const [file] = here("file").files;
    if (file) await open(file);
    here("file").value = "";
  });
  here("left").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    go(here(link.hash.slice(1)));
  });
  window.addEventListener("beforeunload", (event) => {
    if (isKept()) return;
    event.preventDefault();
    event.returnValue = true; // what browsers before 2024 ask for
  });
  for (const one of document.querySelectorAll("[data-script]")) one.hidden = false;
  here("left").open = window.matchMedia("(min-width: 60rem)").matches;
  show();
})();
