// @ts-check
import { describe } from '/js/view/describe.js';
import { setLanguage } from '/js/i18n/strings.js';
import { equal, ok, test } from './harness.js';
import { byPage, engineOf, phaseOf, progressOf, segmentOf, snapshotOf } from './samples.js';

/** @param {Partial<import('/js/session/model.js').Model>} changes */
const screenOf = changes => describe({
  playerId: 'me', playback: 'idle', snapshot: snapshotOf({ session_id: null }), reachable: true, problem: null, notice: null,
  formerId: null, reloaded: false, trouble: null, change: null, pieceSent: null, progress: null, pausedBy: null, segment: null, known: [], delays: [], ...changes,
});

const away = { code: 'unreachable', args: { host: 'http://gpu-a:8001' }, detail: 'Connection refused' };

const generation = {
  segment_index: 8, phase: phaseOf('generating'), stage: '', progress: 0.42, elapsed_seconds: 9, eta_seconds: 12.3, queue_position: null,
  attempt: 1, realtime_factor: 2.1,
};
const hearing = (/** @type {Partial<import('./samples.js').Progress>} */ changes = {}) => progressOf(7, 31.2,
  { heard: { index: 7, position: 31.2, buffered: 28.8 }, delay: 6.14, underruns: 2, dropouts: 3, ...changes });

const changeFrom = (/** @type {number} */ appliesFrom) => ({ appliesFrom, prompt: 'snow', before: 'rain', confirmed: true, undoes: null, afterPiece: false });

/** @requirement R13 */
test('idle offers Play and nothing else', () => {
  const screen = screenOf({});
  equal([screen.state, screen.play, screen.canStop, screen.canApply], ['idle', 'Play', false, false]);
});

test('that nothing is made because nobody listens is said in plain words, in both languages', () => {
  const idle = () => screenOf({ snapshot: snapshotOf({ paused: 'no-listener' }) }).detail;
  const joining = () => screenOf({ playback: 'generating', snapshot: snapshotOf({ paused: 'no-listener' }) }).detail;
  equal([idle(), joining()], ['Nobody has been listening, so generation is resting. Press Play to go on.',
    'Nobody was listening, so generation was resting. It resumes by itself.']);
  setLanguage('ja');
  equal([idle(), joining()], ['聴いている人がいないため、生成を休止しています。再生を押すと再開します。',
    '聴いている人がいなかったため、生成を休止していました。自動で再開します。']);
  setLanguage('en');
});

test('playing offers Pause, Stop and Apply', () => {
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing() });
  equal([screen.play, screen.canPause, screen.canStop, screen.canApply], [null, true, true, true]);
});

test('before the first sound there is nothing to pause; music that ran out, or that a next session is to take over from, can be paused', () => {
  const silent = { ...hearing(), heard: null, newest: null, sounding: false };
  equal(screenOf({ playback: 'generating', snapshot: snapshotOf(), progress: silent }).canPause, false);
  equal(screenOf({ playback: 'downloading', snapshot: snapshotOf(), progress: { ...silent, newest: 7, sounding: true } }).canPause, true);
  equal(screenOf({ playback: 'generating', snapshot: snapshotOf(), progress: { ...silent, sounding: true } }).canPause, true);
});

/** @requirement R13, B7 */
test('what lies inside is said in numbers', () => {
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf({ generation }), progress: hearing() });
  equal([screen.work, screen.detail], ['Generating part 9: 42%, about 12\u00a0s left', '']);
  equal(screen.facts, { segment: '8', applies: '–', buffered: '29\u00a0s', delay: '6.1\u00a0s', speed: '2.1×\u00a0real\u00a0time',
    underruns: '2', dropouts: '3', seam: '–', takes: '–' });
});

test('the delay is said beside the numbers, too, as soon as it was measured', () => {
  equal(screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing() }).delay, 'Download delay 6.1\u00a0s');
  equal(screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing({ delay: null }) }).delay, '');
});

test('music that nobody can hear is not called playing, and a button helps', () => {
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing({ audioBlocked: true }) });
  equal([screen.stateWords, screen.noticeAct], ['no sound', 'wake']);
});

test('a download is shown before what is generated', () => {
  const progress = hearing({ fetching: { index: 8, progress: 0.5 } });
  equal(screenOf({ playback: 'playing', snapshot: snapshotOf({ generation }), progress }).work, 'Downloading part 9: 50%');
});

/** @requirement B8 */
test('the built-in engine is named plainly', () => equal(screenOf({}).engine, 'Built-in engine (not ACE-Step)'));

test('what was found wrong with the engine is said before Play, and that it was not asked yet is nothing wrong', () => {
  const asked = (/** @type {object} */ engine) => screenOf({ snapshot: snapshotOf({ session_id: null, engine: { ...snapshotOf().engine, ...engine } }) });
  const findings = [{ host: null, explanation: { code: 'busy', args: {}, detail: null } }];
  equal(asked({ reachable: false, findings }).notice, 'Music may have to wait: ACE-Step is busy with other work.');
  equal(asked({ findings: [{ ...findings[0], host: 'http://b:8001' }] }).notice,
    'Music may have to wait: http://b:8001: ACE-Step is busy with other work.');
  ok(asked({ reachable: false }).engine.endsWith('not reachable'), asked({ reachable: false }).engine);
  equal([asked({ reachable: null }).engine, asked({ reachable: null }).notice], [screenOf({}).engine, '']);
});

/** @requirement B7 */
test('a new prompt says from where it applies and when it is heard', () => {
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing(), change: changeFrom(9) });
  equal([screen.change, screen.facts.applies, screen.undo], ['“snow” is heard in about 1:14.', 'part 10', 'Undo']);
});

test('while a segment is late, a new prompt says what it waits for, not a time', () => {
  const bridging = { index: 7, pass: 2 };
  const words = (/** @type {number} */ index) =>
    screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing({ bridging }), change: changeFrom(index) }).change;
  equal([8, 9].map(words), ['“snow” is heard as soon as the late part is here.',
    '“snow” is heard after the part that is late.']);
  setLanguage('ja');
  equal([8, 9].map(words), ['遅れているパートが届きしだい「snow」に変わります。', '遅れているパートのあとで「snow」に変わります。']);
  setLanguage('en');
});

test('before anything is heard, the server says when it will be', () => {
  const prompt = { current: 'rain', pending: 'snow', applies_from_segment: 1, heard_in_seconds: 61 };
  const screen = screenOf({ playback: 'generating', snapshot: snapshotOf({ prompt }), change: changeFrom(1) });
  equal(screen.change, '“snow” is heard in about 1:01.');
});

test('an error offers another try, says how long the music lasts, and can be stopped', () => {
  const problem = { code: 'generation-failed', explanation: { code: 'out-of-memory', args: {}, detail: null } };
  const screen = screenOf({ playback: 'error', snapshot: snapshotOf({ state: 'error' }), problem, progress: hearing() });
  equal([screen.play, screen.canStop, screen.noticeKind], ['Try again', true, 'error']);
  ok(screen.notice.includes('out of memory') && screen.detail.includes('29\u00a0s'), screen.notice + screen.detail);
});

test('an error says that the last seconds are repeated, and what is still heard can be paused', () => {
  const failed = (/** @type {object} */ progress, /** @type {object} */ changes = {}) => screenOf({ playback: 'error', snapshot: snapshotOf({ state: 'error' }),
    problem: { code: 'generation-failed' }, progress: hearing(progress), ...changes });
  const repeated = { heard: { index: 7, position: 50, buffered: 0 }, bridging: { index: 7, pass: 3 } };
  const words = () => [failed(repeated).headline, failed(repeated).detail];
  equal(words(), ['No new music is coming', 'The next part is late; repeating the last seconds.']);
  equal([failed({}).headline, failed({}).canPause, failed(repeated).canPause, failed(repeated).play],
    ['The music will stop soon', true, true, 'Try again']);
  const silent = failed({ heard: { index: 7, position: 50, buffered: 0 } });
  equal([silent.headline, silent.canPause], ['The music stopped', false]);
  const paused = failed(repeated, { pausedBy: 'hand' });
  equal([paused.stateWords, paused.play, paused.canPause, paused.noticeAct], ['paused', 'Resume', false, 'again']);
  setLanguage('ja');
  equal(words(), ['新しい音楽が届いていません', '次のパートが遅れているため、直前の数秒を繰り返しています。']);
  setLanguage('en');
});

test('how far the next segment has come', () => {
  const coming = (/** @type {object} */ snapshot, /** @type {object} */ progress = {}) =>
    screenOf({ playback: 'playing', snapshot: snapshotOf(snapshot), progress: hearing(progress) }).coming;
  equal(coming({}), 0);
  equal(coming({ generation }), 0.21);
  equal(coming({ segments: [segmentOf(8)] }), 0.5);
  equal(coming({}, { fetching: { index: 8, progress: 0.5 } }), 0.75);
  equal(coming({}, { newest: 8 }), 1);
});

test('while music plays, the headline is what it is called, and the rest of the prompt stands below', () => {
  const playing = { playback: /** @type {const} */ ('playing'), snapshot: snapshotOf(), progress: hearing() };
  equal(screenOf(playing).headline, 'rain');
  equal(screenOf({ ...playing, segment: segmentOf(7, { prompt: 'snow' }) }).headline, 'snow');
  const long = { ...playing, segment: segmentOf(7, { prompt: `slow piano, ${'soft rain on a tin roof, '.repeat(80)}` }) };
  const { headline, detail } = screenOf(long);
  equal([headline, detail.length < 105, detail.endsWith('…')], ['slow piano, soft rain on a tin roof', true, true]);
});

/** @requirement B7 */
test('the error of the last seam is a number', () => {
  const seam = { lag_samples: -3, correlation: 0.998, gain_db: -1.7, residual_db: -48 };
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing(), segment: segmentOf(7, { seam }) });
  equal(screen.facts.seam, '\u221248\u00a0dB, lag \u22123');
});

test('how often a part was made, and why one take is heard, is said in both languages', () => {
  const takes = { scores: [3.14, 0.21], chosen: 2, why: { code: 'smoothest-take', args: { takes: 2 }, detail: null } };
  const playing = { playback: /** @type {const} */ ('playing'), snapshot: snapshotOf(), progress: hearing() };
  const said = () => screenOf({ ...playing, segment: segmentOf(7, { takes }) }).facts.takes;
  equal(said(), '3.1 · 0.2 bits, take 2 is used. Of 2 takes, this one follows the part before it most smoothly.');
  setLanguage('ja');
  equal(said(), 'スコア 3.1 · 0.2 ビット、2番目を使用。2つのテイクのうち、前のパートから最も滑らかに続きます。');
  setLanguage('en');
  equal(screenOf({ ...playing, segment: segmentOf(7) }).facts.takes, '–');
});

test('another take of a part that is ready is no part that is late', () => {
  const making = { ...generation, segment_index: 8 };
  const work = (/** @type {object} */ changes) =>
    screenOf({ playback: 'playing', snapshot: snapshotOf({ generation: making, ...changes }), progress: hearing() }).work;
  equal(work({ segment_index: 8 }), 'Part 9 is ready; making another take of it: 42%');
  equal(work({ segment_index: 7 }), 'Generating part 9: 42%, about 12\u00a0s left');
});

test('a late part is said in plain words', () => {
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf({ generation }), progress: hearing({ bridging: { index: 7, pass: 1 } }) });
  equal([screen.isDetailPrompt, screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing() }).isDetailPrompt], [false, true]);
  equal(screen.detail, 'The next part is late; repeating the last seconds.');
});

test('a break offers to go on', () => {
  const screen = screenOf({ playback: 'playing', snapshot: snapshotOf(), progress: hearing(), pausedBy: 'break' });
  equal([screen.stateWords, screen.play, screen.canStop], ['break', 'Resume', true]);
});

test('music that another page plays can be taken over', () => {
  const playback = { player_id: 'x', state: /** @type {const} */ ('playing'), segment_index: 7, position_seconds: 1, buffered_seconds: 9,
    underruns: 0, download_seconds: null, reported_at: '2026-01-01T00:00:00.000Z', by: byPage };
  equal(screenOf({ snapshot: snapshotOf({ playback }) }).play, 'Play here');
  equal(screenOf({ playerId: 'x', snapshot: snapshotOf({ playback }) }).play, 'Play');
  equal(screenOf({ snapshot: snapshotOf({ playback, server_time: '2026-01-01T00:01:00.000Z' }) }).play, 'Play');
});

/** @requirement B12 */
test('where the music plays that is no page is said in both languages, and is taken over with one click', () => {
  const playing = (/** @type {string | null} */ name, /** @type {boolean} */ local) => snapshotOf({ playback: {
    player_id: 'stream-1', state: 'playing', segment_index: 7, position_seconds: 1, buffered_seconds: 9, underruns: 0, download_seconds: null,
    reported_at: '2026-01-01T00:00:00.000Z', by: { kind: 'stream', name, local, listeners: 1 } } });
  equal(screenOf({ snapshot: playing('mpv', true) }).play, 'Play here');
  const details = () => [playing('mpv', true), playing('VLC', false), playing(null, false)].map(snapshot => screenOf({ snapshot }).detail);
  const taken = () => screenOf({ snapshot: playing('mpv', true), notice: 'taken' });
  equal(details(), ['Playing in mpv on the server’s machine. Press Play here to take over.', 'Playing in VLC. Press Play here to take over.',
    'Playing in another player. Press Play here to take over.']);
  equal([taken().notice, taken().play], ['Playing in mpv on the server’s machine.', 'Play here']);
  setLanguage('ja');
  equal([details()[0], details()[2], taken().notice], ['サーバー上のmpvで再生中です。「ここで再生」で引き継げます。',
    '別のプレーヤーで再生中です。「ここで再生」で引き継げます。', 'サーバー上のmpvで再生中です。']);
  setLanguage('en');
});

test('just after a reload, the page that was left is not another page', () => {
  const playback = { player_id: 'x', state: /** @type {const} */ ('playing'), segment_index: 7, position_seconds: 1, buffered_seconds: 9,
    underruns: 0, download_seconds: null, reported_at: '2026-01-01T00:00:00.000Z', by: { kind: /** @type {const} */ ('page'), name: null, local: true, listeners: 1 } };
  const snapshot = snapshotOf({ playback });
  equal([screenOf({ snapshot }).detail, screenOf({ snapshot, reloaded: true }).detail, screenOf({ snapshot, notice: 'resumeByHand' }).detail]
    .map(detail => detail.includes('another')), [true, false, false]);
});

test('the GPU host that generates is named in the details, and why it is another one, in both languages', () => {
  const engine = engineOf({ kind: 'acestep', host: 'http://gpu-b:8001', model: 'sft', explanation: { ...away, detail: null } });
  const screen = () => screenOf({ playback: 'playing', snapshot: snapshotOf({ engine }), progress: hearing() });
  equal([screen().engineModels, screen().engineNote],
    ['ACE-Step · sft · on gpu-b:8001', 'The GPU host changed: ACE-Step does not answer at http://gpu-a:8001. Is acestep-api running there with '
      + '--host 0.0.0.0, and does the firewall let it through?']);
  setLanguage('ja');
  equal([screen().engineModels, screen().engineNote],
    ['ACE-Step · sft · ホスト gpu-b:8001', 'GPU ホストを切り替えました：http://gpu-a:8001 の ACE-Step が応答しません。acestep-api が '
      + '--host 0.0.0.0 で動いているか、ファイアウォールで止められていないか確認してください。']);
  setLanguage('en');
});

test('an engine that is not the one a person would expect is marked', () => {
  const engine = engineOf({ kind: 'acestep', model: 'acestep-v15-sft', lm_model: '4B' });
  const kindOf = (/** @type {object} */ changes) => screenOf({ snapshot: snapshotOf({ engine: { ...engine, ...changes } }) }).engineKind;
  equal([{}, { fell_back: true }, { kind: 'builtin' }, { reachable: false }].map(kindOf), ['plain', 'marked', 'marked', 'marked']);
  const screen = screenOf({ snapshot: snapshotOf({ engine }) });
  equal([screen.engine, screen.engineModels], ['ACE-Step', 'ACE-Step · acestep-v15-sft · 4B']);
});

test('every problem has a button that helps', () => {
  const screenFor = (/** @type {string} */ code) => screenOf({ problem: { code } });
  equal(['prompt-too-long', 'bad-response', 'cannot-save'].map(code => screenFor(code).noticeAct), ['shorten', 'reload', 'showLog']);
  equal(['generation-failed', 'playback-taken', 'no-session'].map(code => [screenFor(code).noticeAct, screenFor(code).play]),
    [[null, 'Try again'], [null, 'Play here'], [null, 'Play']]);
  equal(screenOf({ reachable: false }).noticeAct, 'refresh');
  equal(screenOf({ notice: 'resumeByHand' }).play, 'Resume listening');
  equal(screenOf({ playback: 'playing', problem: { code: 'internal-error' } }).noticeAct, 'again');
  equal(screenOf({ playback: 'playing', problem: { code: 'internal-error' }, pausedBy: 'hand' }).noticeAct, 'again');
});

test('a command that failed hides neither that the sound is held back nor that the server is away', () => {
  const act = (/** @type {object} */ changes) => screenOf({ playback: 'playing', snapshot: snapshotOf(), problem: { code: 'unavailable' },
    progress: hearing(), ...changes }).noticeAct;
  equal([act({ progress: hearing({ audioBlocked: true }) }), act({ reachable: false }), act({})], ['wake', 'refresh', 'again']);
});

test('what an earlier run of the server kept is offered beside a new beginning', () => {
  const snapshot = snapshotOf({ session_id: null, resumable: { session_id: 's0', prompt: 'slow rain', segment_index: 7, heard: null } });
  const screen = screenOf({ snapshot });
  equal([screen.headline, screen.play, screen.canBegin], ['Resume “slow rain”', 'Resume', true]);
  ok(screen.detail.includes('part 9'), screen.detail);
  equal(screenOf({}).canBegin, false);
});

test('what ACE-Step does before it generates is said in words', () => {
  const engine = engineOf({ kind: 'acestep', fell_back: true, model: 'm',
    explanation: { code: 'out-of-memory', args: {}, detail: 'No memory for 4B.' } });
  const detailOf = (/** @type {object} */ changes) =>
    screenOf({ playback: 'generating', snapshot: snapshotOf({ engine, generation: { ...generation, ...changes } }) }).detail;
  equal(detailOf({ queue_position: 2 }), 'Part 9 is queued (position 2).');
  ok(detailOf({ phase: phaseOf('loading', ['sft', '4B']) }).startsWith('Loading models: sft · 4B'), '');
  const missing = { code: 'models-missing', args: { models: ['4B'], command: 'uv run acestep-download --model 4B' }, detail: null };
  ok(detailOf({ phase: phaseOf('loading', ['sft', '4B'], missing) }).endsWith('4B cannot be found on the GPU host. '
    + 'Run this there: uv run acestep-download --model 4B'), detailOf({ phase: phaseOf('loading', ['sft', '4B'], missing) }));
  ok(detailOf({ phase: phaseOf('asking') }).startsWith('Asking ACE-Step'), '');
  ok(detailOf({ phase: phaseOf('retrying', [], away) }).includes('(original message: “Connection refused”)'), '');
  ok(detailOf({ phase: phaseOf('examining') }).startsWith('Checking part 9'), '');
  ok(detailOf({ attempt: 2 }).endsWith(', attempt 2'), '');
  equal(screenOf({ snapshot: snapshotOf({ engine }) }).engineNote, 'Why a fallback model: The GPU host ran out of memory. (original message: “No memory for 4B.”)');
});

test('a server that is lost under playing music is no alarm', () => {
  const screen = screenOf({ playback: 'playing', reachable: false, snapshot: snapshotOf({ generation }), progress: hearing() });
  equal([screen.noticeKind, screen.noticeAct, screen.detail], ['info', 'refresh', 'Loaded music lasts another 29\u00a0s.']);
});

const pieceOf = (/** @type {'waiting' | 'generating' | 'failed'} */ state) =>
  ({ state, segment_index: 8, expected_seconds: 40, explanation: null });

/** @requirement B16 */
test('a new piece on its way says in about how long, and can be taken back', () => {
  const shown = (/** @type {Partial<import('/js/server/types.js').Snapshot>} */ changes) => screenOf({
    playback: 'playing', progress: hearing(), snapshot: snapshotOf({ segment_index: 7, segments: [segmentOf(7)], ...changes }) });
  const words = (/** @type {import('/js/view/describe.js').Screen} */ screen) => [screen.change, screen.undo, screen.canRenew];
  equal(words(shown({})), ['', null, true]);
  const heardIn = (/** @type {string} */ time) => `A new piece is heard in about ${time}. This one plays until then.`;
  equal(words(shown({ new_piece: pieceOf('waiting'), generation })), [heardIn('0:58'), 'Undo', false]);
  equal(words(shown({ new_piece: pieceOf('generating'), generation })), [heardIn('0:18'), 'Undo', false]);
  equal(words(shown({ new_piece: { ...pieceOf('waiting'), expected_seconds: null }, generation })),
    ['A new piece is on its way. This one plays until then.', 'Undo', false]);
  const here = segmentOf(8, { join: 'crossfade', source_index: null, overlap_seconds: 0 });
  equal(words(shown({ segments: [segmentOf(7), here] })), ['The new piece is here.', null, false]);
  equal(words(shown({ new_piece: pieceOf('failed') })), ['No new piece could be made this time, so this one plays on.', null, true]);
});

/** @requirement B16 */
test('of a new piece and a new prompt that both wait, one sentence says what comes, and Undo which it takes back', () => {
  const shown = (/** @type {number} */ appliesFrom, /** @type {boolean} */ afterPiece, /** @type {object} */ piece = {}) => {
    const { change, undo } = screenOf({ playback: 'playing', progress: hearing(), change: { ...changeFrom(appliesFrom), afterPiece },
      snapshot: snapshotOf({ segment_index: 7, segments: [segmentOf(7)], new_piece: { ...pieceOf('waiting'), ...piece }, generation }) });
    return [change, undo];
  };
  equal(shown(8, false), ['“snow” comes as a new piece in about 0:58.', 'Undo new piece']);
  equal(shown(8, true, { expected_seconds: null }), ['“snow” comes as a new piece.', 'Undo prompt']);
  equal(shown(9, true), ['A new piece is heard in about 0:58, and “snow” after it.', 'Undo prompt']);
  equal(shown(9, true, { state: 'failed' }),
    ['No new piece could be made this time, so this one plays on. “snow” is heard in about 1:14.', 'Undo']);
});

/** @requirement B16 */
test('a new piece that was just asked for is said to be on its way', () => {
  const screen = screenOf({ playback: 'playing', progress: hearing(), pieceSent: 'sent', snapshot: snapshotOf({ segment_index: 7, segments: [segmentOf(7)] }) });
  equal([screen.change, screen.canRenew], ['A new piece is on its way. This one plays until then.', false]);
  equal(screenOf({ playback: 'error', pieceSent: 'waits', snapshot: snapshotOf() }).change, '');
});

/** @requirement B17 */
test('that the music goes back to an earlier passage is said in one calm sentence, unless a change is to be said', () => {
  const renewal = { code: 'music-decayed', args: { measure: 'bandwidth' }, detail: null };
  const shown = (/** @type {Partial<import('/js/session/model.js').Model>} */ changes) => screenOf({ playback: 'playing', progress: hearing(),
    snapshot: snapshotOf({ segment_index: 7, segments: [segmentOf(7)], renewal }), ...changes });
  equal([shown({}).change, shown({}).undo],
    ['The sound has worn a little over time, so the music goes back to an earlier passage and on from there.', null]);
  ok(shown({ change: changeFrom(9) }).change.includes('snow'), 'the change');
});
