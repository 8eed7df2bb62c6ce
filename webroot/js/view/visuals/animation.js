// @ts-check
/** Draws moving pictures while they are looked at: not in a hidden tab, and not for those who want less motion. */

/** As many pictures a second as slow motion needs: the page stays open all day. */
const PICTURES_PER_SECOND = 30;

/**
 * @param {() => void} draw
 * @returns {{ run: (wanted: boolean) => void, moving: () => boolean }} `run`: something moves now, or nothing does
 */
export function createAnimation(draw) {
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let wanted = false;
  let request = 0;
  let drawnAt = 0;

  const moving = () => wanted && !document.hidden && !still.matches;

  function look() {
    if (moving() && request === 0) {
      request = requestAnimationFrame(step);
    } else if (!moving()) {
      cancelAnimationFrame(request);
      request = 0;
    }
  }

  /** @param {number} now milliseconds */
  function step(now) {
    request = requestAnimationFrame(step);
    if (now - drawnAt >= 1000 / PICTURES_PER_SECOND - 2) {
      drawnAt = now;
      draw();
    }
  }

  document.addEventListener('visibilitychange', look);
  still.addEventListener('change', look);
  return {
    run(something) {
      wanted = something;
      look();
    },
    moving,
  };
}
