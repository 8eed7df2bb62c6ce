// @ts-check
/** ページ以外で聴くための言葉 */

/** @type {typeof import('./en-listening.js').listening} */
export const listening = {
  inPlayer: name => `${name}`,
  inPlayerOnServer: name => `サーバー上の${name}`,
  unnamedPlayer: '別のプレーヤー',
  idleInPlayer: where => `${where}で再生中です。「ここで再生」で引き継げます。`,
  takenByPlayer: where => `${where}で再生中です。`,
  streaming: '画面をロックしても再生が続きます。「ここで再生」でこの画面に戻せます。',
  listenTitle: 'ほかの機器で聴く',
  listenHint: 'mpv、VLC、スピーカー、Home Assistant など、ネットラジオを再生できるものならこのアドレスで聴けます。続きから流れ、「ここで再生」でこの画面に戻せます。',
  listenAddress: '音楽のアドレス',
  listenUnknown: 'サーバーからアドレスを取得できませんでした。いったん閉じて、もう一度開いてください。',
  listenLocal: 'このアドレスが使えるのはこのコンピューターだけです。ほかの機器からの聴き方は README の「ほかの機器で聴く」をご覧ください。',
  listenQr: 'アドレスの QR コード',
  copyAddress: 'アドレスをコピー',
  addressCopied: 'アドレスをコピーしました。',
  addressNotCopied: 'クリップボードを使えません。選択済みのアドレスを Ctrl または ⌘ + C でコピーしてください。',
  streamHere: '画面をロックしても再生を続ける',
  streamHereHint: 'スマートフォン向け：ブラウザーがアドレスを直接再生するので、ページが休止しても止まりません',
};
