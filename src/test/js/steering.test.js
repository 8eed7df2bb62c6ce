// @ts-check
import { emptyModel } from '/js/model.js';
import { createSteering } from '/js/steering.js';
import { createWishes } from '/js/wishes.js';
import { equal, test } from './harness.js';

/** Lets everything that waits for no one go on. */
const settled = () => new Promise(resolve => { setTimeout(resolve); });

/** Steers beside a server that answers when it is told to. @param {(server: any) => Promise<void>} act */
async function steering(act) {
  const real = window.fetch;
  const model = emptyModel('me');
  /** @type {{ prompt: string, answer: (status: number, body: object) => Promise<unknown> }[]} */
  const sent = [];
  window.fetch = (_, options) => new Promise(resolve => {
    const { prompt } = JSON.parse(String(options?.body));
    sent.push({ prompt, answer: (status, body) => {
      resolve(new Response(JSON.stringify(body), { status }));
      return settled();
    } });
  });
  try {
    await act({ model, sent, ...createSteering({ model, changed: () => undefined, inOrder: createWishes().inOrder }) });
  } finally {
    window.fetch = real;
  }
}

/** @param {string} prompt @param {number} index */
const taken = (prompt, index) => ({ session_id: 's1', prompt, applies_from_segment: index });

test('prompts reach the server in the order they were given, and the newest stands', () => steering(async ({ model, sent, apply }) => {
  apply('rain');
  apply('snow');
  await settled();
  equal(sent.map((/** @type {any} */ each) => each.prompt), ['rain']);
  await sent[0].answer(200, taken('rain', 8));
  equal([model.change?.prompt, model.change?.appliesFrom], ['snow', null]);
  await sent[1].answer(200, taken('snow', 9));
  equal([model.change?.prompt, model.change?.appliesFrom], ['snow', 9]);
}));

test('a refusal of a prompt that another has taken the place of changes nothing', () => steering(async ({ model, sent, apply }) => {
  apply('rain');
  apply('snow');
  await settled();
  await sent[0].answer(400, { code: 'prompt-too-long', detail: '' });
  equal([model.change?.prompt, model.problem], ['snow', null]);
  await sent[1].answer(400, { code: 'prompt-too-long', detail: '' });
  equal([model.change, model.problem?.code], [null, 'prompt-too-long']);
}));

test('an answer that comes after Stop announces nothing', () => steering(async ({ model, sent, apply }) => {
  apply('rain');
  await settled();
  model.change = null;
  await sent[0].answer(200, taken('rain', 8));
  equal(model.change, null);
}));
