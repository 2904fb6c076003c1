/** Photos of phones are larger than any text shows them: they are made smaller before they travel. */

/** Pixels of the longer side; the server keeps no more. */
const SIDE = 1600;
/** Below this many bytes a picture travels as it is. */
const LIGHT = 600_000;
const QUALITY = 0.85;

/**
 * Return a lighter picture, or the same when it is light or cannot be read here.
 *
 * @param {File} file
 * @returns {Promise<Blob>}
 */
export async function smaller(file) {
  if (file.size <= LIGHT || file.type === "image/gif") {
    return file;
  }
  try {
    const picture = await createImageBitmap(file);
    const canvas = drawn(picture, scaleOf(picture.width, picture.height));
    picture.close();
    const lighter = await new Promise((resolve) => {
      canvas.toBlob(resolve, file.type === "image/png" ? "image/webp" : "image/jpeg", QUALITY);
    });
    return lighter instanceof Blob && lighter.size < file.size ? lighter : file;
  } catch {
    return file;
  }
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {number} At the most 1.
 */
export function scaleOf(width, height) {
  return Math.min(1, SIDE / Math.max(1, width, height));
}

/**
 * @param {ImageBitmap} picture
 * @param {number} scale
 * @returns {HTMLCanvasElement}
 */
function drawn(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
