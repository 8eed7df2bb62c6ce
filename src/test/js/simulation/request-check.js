// @ts-check
/**
 * What must hold of the page's requests: a WAV is asked for after a look at the status, and the next one is the same or a later one.
 *
 * @param {(words: string) => void} violation
 */
export function createRequestCheck(violation) {
  let looked = false;
  let index = -1;
  /** @type {string | null} */
  let session = null;

  return {
    /** Playback begins anew, where the music was heard last. */
    forget() {
      index = -1;
    },
    /** @param {string} line as `GET /audio/3.wav?session=s1` */
    note(line) {
      const wav = /GET \/audio\/(\d+)\.wav\?session=(.*)/.exec(line);
      looked ||= line === 'GET /session/status';
      if (!wav) {
        return;
      }
      if (!looked) {
        violation(`${line} without a look at the status`);
      }
      if (wav[2] === session && Number(wav[1]) < index) {
        violation(`${line} after segment ${index}`);
      }
      looked = false;
      [index, session] = [Number(wav[1]), wav[2]];
    },
  };
}
