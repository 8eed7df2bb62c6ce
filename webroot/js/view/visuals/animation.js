// @ts-check
/** Draws moving pictures while they are looked at: not in a hidden tab, and not for those who want less motion. */

/** As many pictures a second as slow motion needs: the page stays open all day. */
const PICTURES_PER_SECOND = 10;

/**
 * @param {() => void} draw
 * @returns {{ run: (wanted: boolean) => void, moving: () => boolean }} `run`: something moves now, or nothing does
 */
export function createAnimation(draw) {
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let wanted = false;
  let timer = 0;
  let request = 0;

  const moving = () => wanted && !document.hidden && !still.matches;

  function look() {
    if (moving() && timer === 0) {
      step();
    } else if (!moving()) {
      clearTimeout(timer);
      cancelAnimationFrame(request);
      timer = 0;
    }
  }

  /** A browser that is asked for every picture prepares every one, also those in which nothing is drawn. */
  function step() {
    timer = setTimeout(step, 1000 / PICTURES_PER_SECOND);
    cancelAnimationFrame(request);
    request = requestAnimationFrame(draw);
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
