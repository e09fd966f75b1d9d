// What is wrong with the wall as it stands, in words; nothing, if the last row can read all of it.
() => {
  const wrong = [];
  const letter = (of) => Number.parseFloat(getComputedStyle(of).fontSize);
  const u = Math.min(innerWidth / 100, (innerHeight * 16) / 900);
  const inside = (one, box, by = 1) =>
    one.left >= box.left - by && one.right <= box.right + by && one.top >= box.top - by && one.bottom <= box.bottom + by;
  const apart = (one, other) =>
    one.right <= other.left + 1 || other.right <= one.left + 1 || one.bottom <= other.top + 1 || other.bottom <= one.top + 1;
  const rect = (of) => of.getBoundingClientRect();
  const page = new DOMRect(0, 0, innerWidth, innerHeight);

  const { scrollWidth, scrollHeight } = document.scrollingElement;
  if (scrollWidth > innerWidth || scrollHeight > innerHeight) wrong.push("the page scrolls");

  const parts = ".wall-head, .wall-words, .wall-photo, .wall-author, .wall-join img, .wall-code, .wall-join, .wall-news";
  for (const part of document.querySelectorAll(parts)) {
    if (!inside(rect(part), page)) wrong.push(`${part.className || part.tagName} is off the wall`);
  }
  for (const way of document.querySelectorAll(".wall-join img, .wall-code")) {
    for (const other of document.querySelectorAll(".wall-head, .wall-words, .wall-photo, .wall-author, .wall-news")) {
      if (!apart(rect(way), rect(other))) wrong.push(`${other.className} lies over the way in`);
    }
  }
  const code = document.querySelector(".wall-join img");
  if (!code) {
    if (document.querySelector(".wall-join")) wrong.push("there is no way in");
  } else if (rect(code).width < 8 * u || rect(code).height < 8 * u) {
    wrong.push("the code is too small to scan");
  }

  const photo = document.querySelector(".wall-photo img");
  if (photo) {
    if (!photo.complete || !photo.naturalWidth) wrong.push("the photo has not come");
    if (rect(photo).height < 15 * u) wrong.push("the photo is too small");
    if (!apart(rect(photo), rect(document.querySelector(".wall-told-beside .wall-words")))) wrong.push("words over the photo");
  }

  // Words turn over within their box, whose columns are pages; of a story's, a mark says how many there are.
  const boxes = new Map();
  for (const words of document.querySelectorAll(".wall-words")) {
    const { columnGap, paddingLeft, paddingRight } = getComputedStyle(words);
    const [gap, start, end] = [columnGap, paddingLeft, paddingRight].map(Number.parseFloat);
    const pitch = words.clientWidth - start - end + gap;
    const marked = words.closest(".wall-middle")?.querySelector(".wall-page")?.textContent.match(/\d+$/)?.[0] ?? 1;
    const turning = words.closest(".wall-middle") === null;
    const pages = turning ? Math.round(words.scrollWidth / pitch) : Number(marked);
    boxes.set(words, { gap, start, end, pitch, pages, rect: rect(words), reached: new Set() });
  }

  const texts = document.createTreeWalker(document.querySelector(".wall"), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const holder = text.parentElement;
    if (!text.data.trim() || holder.closest(".unseen, .wall-keys")) continue;
    const words = holder.closest(".wall-words");
    const least = words ? 2.7 : 2.2;
    if (letter(holder) < least * u - 0.1) wrong.push(`too small: ${text.data.slice(0, 30)}`);
    const range = document.createRange();
    range.selectNodeContents(text);
    const clipped = holder.closest(".names-name, .wall-head > *"); // where the rest of a name made to break things goes
    for (const line of clipped ? [rect(clipped)] : range.getClientRects()) {
      if (line.width === 0) continue;
      if (!words) {
        const frame = holder.closest(".names li, .wall-head > *") ?? holder.closest(".wall > *");
        if (!inside(line, page)) wrong.push(`off the wall: ${text.data.slice(0, 30)}`);
        else if (!inside(rect(frame), page)) wrong.push(`its place is off the wall: ${text.data.slice(0, 30)}`);
        else if (!inside(rect(holder), rect(frame), 2)) wrong.push(`out of its place: ${text.data.slice(0, 30)}`);
        continue;
      }
      const { gap, start, end, pitch, pages, rect: box, reached } = boxes.get(words);
      const left = line.left - box.left + words.scrollLeft - start;
      const at = Math.floor((left + start) / pitch);
      reached.add(at);
      const over = left - at * pitch < -start || left - at * pitch + line.width > pitch - gap + end + 1;
      if (over || line.top < box.top - 1 || line.bottom > box.bottom + 1) wrong.push(`cut: ${text.data.slice(0, 30)}`);
      if (at >= pages) wrong.push(`on page ${at + 1} of ${pages}: ${text.data.slice(0, 30)}`);
    }
  }
  for (const [words, { pages, reached }] of boxes) {
    if (reached.size !== pages) wrong.push(`${pages} pages, and words on ${reached.size}: ${words.textContent.slice(0, 30)}`);
  }

  // Nothing lies over anything else, nor reaches out of the middle: neither names, nor the map, nor what is said of them.
  const main = rect(document.querySelector(".wall-main"));
  const placed = [...document.querySelectorAll(".wall-main :is(h2, .wall-told, .names, .map, .sankey, .wall-lead, .wall-marks, .wall-author)")];
  placed.push(...document.querySelectorAll(".wall-map > p"));
  for (const [place, one] of placed.entries()) {
    if (one.matches(".unseen") || one.closest(".wall-words")) continue;
    if (!inside(rect(one), main, 2)) wrong.push(`${one.className || one.tagName} reaches out of the middle`);
    for (const other of placed.slice(place + 1)) {
      if (other.matches(".unseen") || one.contains(other) || other.closest(".wall-words")) continue;
      if (!apart(rect(one), rect(other))) wrong.push(`${one.className || one.tagName} under ${other.className || other.tagName}`);
    }
  }
  const lines = [...document.querySelectorAll(".names li")];
  for (const line of lines) {
    if (line.scrollWidth > line.clientWidth + 1) wrong.push(`a name's line runs over: ${line.textContent}`);
    const name = line.querySelector(".names-name");
    const cut = name.scrollWidth > name.clientWidth;
    if (cut && name.clientWidth < 1.4 * letter(line)) wrong.push(`hardly a name: ${line.textContent}`);
  }
  return [...new Set(wrong)];
};
