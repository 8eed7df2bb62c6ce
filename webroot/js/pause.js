// @ts-check
/** Lets the browser do what waits, between two pieces of a long computation. @returns {Promise<void>} */
export const breathe = () => new Promise(resolve => { setTimeout(resolve); });
