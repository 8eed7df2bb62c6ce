// @ts-check
/** Ticks four times a second for as long as it is told to. A worker's timer is not slowed down when the page is in the background. */
let timer = 0;

onmessage = ({ data: on }) => {
  clearInterval(timer);
  if (on) {
    timer = setInterval(() => postMessage(null), 250);
  }
};
