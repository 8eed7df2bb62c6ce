// @ts-check
/**
 * A canvas that is as sharp as the screen and has the page's colours.
 *
 * @typedef {{ ink: string, soft: string, line: string, accent: string, tint: string }} Colours
 * @typedef {{ context: CanvasRenderingContext2D, width: number, height: number, colours: Colours, font: string }} Surface
 *   sizes in units of 1/16 rem, which are CSS pixels unless the person or a very large screen has the page larger
 */
import { APPEARANCE_CHANGED } from '../appearance.js';

/** Height of the page's letters for which sizes are given. */
const ROOT_FONT_PIXELS = 16;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {() => void} onChange  its size or the colours have changed, it is empty
 * @returns {() => Surface}
 */
export function surfaceOf(canvas, onChange) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  /** @type {Surface} */
  let surface = measure();

  /** @returns {Surface} */
  function measure() {
    const style = getComputedStyle(canvas);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / ROOT_FONT_PIXELS;
    const [width, height] = [canvas.clientWidth / unit, canvas.clientHeight / unit];
    const density = devicePixelRatio * unit;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    context.setTransform(density, 0, 0, density, 0, 0);
    return {
      context, width, height, font: `500 11px ${style.fontFamily}`,
      colours: { ink: colour('ink'), soft: colour('soft'), line: colour('line'), accent: colour('accent'), tint: colour('tint') },
    };
  }

  function changed() {
    surface = measure();
    onChange();
  }

  new ResizeObserver(changed).observe(canvas);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  matchMedia('(forced-colors: active)').addEventListener('change', changed);
  document.addEventListener(APPEARANCE_CHANGED, changed);
  return () => surface;
}
