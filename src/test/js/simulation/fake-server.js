// @ts-check
/**
 * The server as far as the page can tell: makes one segment at a time, at most one ahead, keeps the newest ones, and forgets what a
 * restart takes. A segment's WAV says in every second which take it is and which second.
 *
 * @typedef {ReturnType<typeof import('./virtual-time.js').createVirtualTime>} VirtualTime
 * @typedef {import('/js/server/types.js').Segment} Segment
 * @typedef {import('/js/server/types.js').Snapshot} Snapshot
 * @typedef {import('./fake-network.js').Answer} Answer
 * @typedef {import('./fake-network.js').Download} Download
 * @typedef {{ id: number, index: number, source: number | null, segment: Segment }} Take  a segment that was made; `source`: the take before it
 */
import { RATE } from './fake-audio.js';
import { BYTES, wavOf } from './fake-wav.js';
import { segmentOf, snapshotOf } from '../samples.js';

const KEPT = 3;

/** @typedef {ReturnType<typeof createServer>} FakeServer */

/**
 * @param {VirtualTime} time
 * @param {{ generationSeconds: (index: number) => number, download: () => Download, isStale: () => boolean }} script what is slow or wrong
 * @param {(snapshot: Snapshot) => void} push
 */
export function createServer(time, script, push) {
  /** @type {Map<number, Take>} every take there ever was */
  const takes = new Map();
  let version = 0;
  let run = 0;
  let sessions = 0;
  let down = false;
  /** @type {string | null} */
  let session = null;
  /** @type {Take[]} */
  let kept = [];
  /** @type {Snapshot['error']} */
  let error = null;
  /** @type {any} */
  let resumable = null;
  /** @type {any} */
  let playback = null;
  /** @type {Snapshot['heard']} */
  let heard = null;
  /** @type {{ current: string | null, pending: string | null, applies: number | null }} */
  let prompt = { current: null, pending: null, applies: null };
  let delivered = -1;
  let asked = -1;      // the newest segment that anyone has begun to fetch
  let making = -1;
  let pieceWanted = false;
  let pieceMade = false;      // what is being made is a new piece

  const newest = () => kept.at(-1)?.index ?? -1;
  const wanted = () => prompt.pending ?? prompt.current;

  /** @returns {Snapshot} */
  function snapshot() {
    const segments = kept.map(take => take.segment);
    return snapshotOf({
      version, server_time: new Date(time.now() * 1_000).toISOString(), session_id: session, error, resumable, playback, heard, segments,
      new_piece: newPiece(),
      state: session === null ? 'idle' : error ? 'error' : segments.length > 0 ? 'playing' : 'generating',
      segment: segments.at(-1) ?? null, segment_index: segments.at(-1)?.index ?? null,
      prompt: { current: prompt.current, pending: prompt.pending, applies_from_segment: prompt.applies, heard_in_seconds: null },
    });
  }

  function changed() {
    version++;
    push(snapshot());
  }

  /** Makes the next segment if it is due. */
  function make() {
    if (session === null || error !== null || making >= 0 || (newest() - delivered > 0 && !pieceWanted)) {
      return;
    }
    making = newest() + 1;
    pieceMade = pieceWanted && making > 0;
    pieceWanted = false;
    const mine = run;
    if (prompt.applies !== null && making >= prompt.applies) {
      prompt = { current: prompt.pending, pending: null, applies: null };
    }
    time.ofWorld(script.generationSeconds(making), () => {
      if (mine === run) {
        const index = making;
        making = -1;
        add(index, pieceMade ? null : kept.at(-1)?.id ?? null);
        pieceMade = false;
        changed();
        make();
      }
    });
  }

  /** @param {number} index @param {number | null} source */
  function add(index, source) {
    const id = takes.size + 1;
    const segment = segmentOf(index, { bytes: BYTES, etag: `"${id}"`, prompt: prompt.current ?? '', sample_rate: RATE,
      ...(index > 0 && source === null && { join: 'crossfade', source_index: null, overlap_seconds: 0 }) });
    const take = { id, index, source, segment };
    takes.set(id, take);
    kept = [...kept, take].slice(-KEPT);
  }

  /** @param {string} words @param {boolean} resume @returns {Answer} */
  function start(words, resume) {
    if (session !== null && !(error && resume)) {
      return problem(409, 'already-running', { session_id: session });
    }
    const known = resumable ?? (error ? { session_id: session, prompt: wanted(), take: kept.at(-1) } : null);
    run++;
    making = -1;
    [pieceWanted, pieceMade] = [false, false];
    if (resume && known) {
      session = known.session_id;
      kept = known.take ? [known.take] : [];
      delivered = resumable ? newest() : delivered;
      heard = resumable ? resumable.heard : heard;
    } else {
      session = `s${++sessions}`;
      kept = [];
      [delivered, asked] = [-1, -1];
      [playback, heard] = [null, null];
    }
    const own = resume && known ? known.prompt : words || 'rain';
    prompt = { current: own, pending: null, applies: null };
    if (words && words !== own) {
      prompt = { current: own, pending: words, applies: newest() + 1 };
    }
    [error, resumable] = [null, null];
    changed();
    make();
    return { status: 200, body: { session_id: session, prompt: prompt.current } };
  }

  /** @returns {Answer} */
  function stop() {
    const was = session;
    run++;
    making = -1;
    [pieceWanted, pieceMade] = [false, false];
    [session, error, resumable, playback, heard, kept] = [null, null, null, null, null, []];
    changed();
    return { status: 200, body: { session_id: was } };
  }

  /** @param {string} words @returns {Answer} */
  function changePrompt(words) {
    if (session === null) {
      return problem(404, 'no-session');
    }
    const applies = Math.max(newest(), making) + 1;
    prompt = { ...prompt, pending: words, applies };
    changed();
    return { status: 200, body: { session_id: session, prompt: words, applies_from_segment: applies } };
  }

  /** @returns {Snapshot['new_piece']} */
  const newPiece = () => !pieceWanted && !pieceMade ? null
    : { state: pieceMade ? 'generating' : 'waiting', segment_index: newest() + (pieceMade ? 1 : 2), expected_seconds: 15, explanation: null };

  /** @returns {Answer} */
  function requestPiece() {
    if (session === null) {
      return problem(409, 'no-session');
    }
    pieceWanted ||= !pieceMade && newest() >= 0;
    make();
    changed();
    return { status: 200, body: { session_id: session, prompt: prompt.current, applies_from_segment: newest() + 1 } };
  }

  /** @returns {Answer} */
  function withdrawPiece() {
    const withdrawn = pieceWanted || pieceMade;
    [pieceWanted, pieceMade] = [false, false];      // what is being made continues the music then
    changed();
    return session === null ? problem(409, 'no-session') : { status: 200, body: { session_id: session, withdrawn } };
  }

  /** @param {any} report @returns {Answer} */
  function report({ session_id, claim, ...told }) {
    if (session === null || session_id !== session) {
      return problem(404, 'no-session');
    }
    if (playback && playback.player_id !== told.player_id && !claim) {
      return problem(409, 'playback-taken');
    }
    heard = told.segment_index === null ? heard : { segment_index: told.segment_index, position_seconds: told.position_seconds };
    playback = { ...told, reported_at: new Date(time.now() * 1_000).toISOString(), by: { kind: 'page', name: null, local: null, listeners: null } };
    changed();
    return { status: 204 };
  }

  /** @param {string} path @returns {Answer} */
  function audio(path) {
    const index = Number(/\/audio\/(\d+)/.exec(path)?.[1]);
    const take = kept.find(each => each.index === index);
    if (!take || !path.endsWith(`=${session}`)) {
      return problem(404, 'segment-gone');
    }
    asked = Math.max(asked, index);
    const download = script.download();
    const served = script.isStale() ? takes.get(Math.max(1, take.id - 1)) ?? take : take;
    const mine = session;
    if (served === take && !('cutAt' in download) && !('stallAt' in download)) {
      time.ofWorld(download.seconds + 0.3, () => {
        if (mine === session) {
          delivered = Math.max(delivered, index);
          make();
        }
      });
    }
    return {
      status: 200, wav: wavOf(served.id), download,
      headers: { 'X-Session-Id': String(session), 'X-Segment-Index': String(served.index), ETag: served.segment.etag },
    };
  }

  /** @param {string} method @param {string} path @param {any} body @returns {Answer} */
  function answer(method, path, body) {
    switch (`${method} ${path.split('?')[0].replace(/\d+\.wav/, '')}`) {
      case 'GET /session/status': return { status: 200, body: snapshot() };
      case 'POST /session/start': return start(body.prompt, body.resume === true);
      case 'POST /session/stop': return stop();
      case 'PUT /session/prompt': return changePrompt(body.prompt);
      case 'POST /session/piece': return requestPiece();
      case 'DELETE /session/piece': return withdrawPiece();
      case 'POST /session/playback': return report(body);
      case 'GET /audio/': return audio(path);
      default: throw new Error(`the page asks for ${method} ${path}`);
    }
  }

  /** What is left of the session when the process ends. @param {boolean} keeps */
  function end(keeps) {
    down = true;
    run++;
    making = -1;
    [pieceWanted, pieceMade] = [false, false];
    resumable = keeps && session !== null && kept.length > 0
      ? { session_id: session, prompt: wanted(), segment_index: newest(), heard, take: kept.at(-1) } : null;
    [session, error, playback, heard, kept] = [null, null, null, null, []];
    version = 0;
  }

  return {
    answer, snapshot, takes, end,
    isDown: () => down,
    begin() {
      down = false;
    },
    /** The session cannot go on. */
    fail() {
      if (session !== null) {
        run++;
        making = -1;
        error = {
          code: 'generation-failed', message: 'out of memory', explanation: null, segment_index: newest() + 1, at: new Date(0).toISOString(),
        };
        changed();
      }
    },
    /** Another page takes playback over, or gives it back. @param {string | null} player */
    takeOver(player) {
      if (session !== null) {
        playback = player === null ? null : { ...playback, player_id: player };
        changed();
      }
    },
    /** Another page plays and says so. @param {string} player */
    play(player) {
      if (session !== null) {
        report({ ...playback, player_id: player, session_id: session, state: 'playing', claim: true });
      }
    },
    /** The newest segment is made again before anyone fetches it. */
    remake() {
      const take = kept.at(-1);
      const may = take !== undefined && take.index > asked && take.index > 0 && take.source !== null;
      if (may) {
        kept = kept.slice(0, -1);
        add(take.index, take.source);
        changed();
      }
      return may;
    },
    playerId: () => playback?.player_id ?? null,
    session: () => session,
    /** Whether Play goes on with music there is: it runs, or an earlier run has kept it. */
    knowsMusic: () => session !== null || resumable !== null,
  };
}

/** @param {number} status @param {string} code @param {object} [extras] @returns {Answer} */
const problem = (status, code, extras = {}) => ({ status, body: { code, detail: code, ...extras } });
