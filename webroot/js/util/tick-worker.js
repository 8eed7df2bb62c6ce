// @ts-check
/** Ticks four times a second. A worker's timer is not slowed down when the page is in the background. */
setInterval(() => postMessage(null), 250);
