/** The longer side of what is sent, in pixels: the largest that anybody is shown. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.85;

/** What a phone sends of a photo: no more than will be seen, turned as it was held, and nothing that it tells besides. */
export async function shrink(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const { width, height } = within(LONGEST_SIDE, picture);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const brush = canvas.getContext("2d") as CanvasRenderingContext2D;
  brush.fillStyle = "#fff"; // behind what is transparent
  brush.fillRect(0, 0, width, height);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(picture, 0, 0, width, height);
  picture.close();
  const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!small) throw new Error("nothing came of it");
  return small;
}

/** Pure: the size of a picture whose longer side is `side` at most. */
export function within(side: number, { width, height }: { width: number; height: number }) {
  const scale = Math.min(1, side / Math.max(width, height));
  const scaled = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: scaled(width), height: scaled(height) };
}

/** Pure: what to say of a file that no photo could be made of. */
export function whyNot({ name, type, size }: Pick<File, "name" | "type" | "size">): string {
  if (size === 0) return "This file is empty. Choose another photo. Your words are still here.";
  if (/hei[cf]/i.test(`${type} ${name}`)) {
    return "This is a HEIC photo, which this browser cannot open. Take one here instead, or choose a JPEG. Your words are still here.";
  }
  return "This file cannot be opened as a photo. It may be damaged, or something else. Choose another. Your words are still here.";
}
