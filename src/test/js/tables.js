// @ts-check
/** Tables of cases that the page's modules and the stream's classes are both held to: two writings of one mathematics. */

/** @param {string} name @returns {Promise<any[]>} its cases */
export async function casesOf(name) {
  const response = await fetch(`/test/js/tables/${name}.json`);
  return response.json();
}
