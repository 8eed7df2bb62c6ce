// @ts-check
/** 変更や新しい曲を知らせる言葉 */

/** @type {typeof import('./en-changes.js').changes} */
export const changes = {
  undo: '元に戻す',
  undoPiece: '新しい曲を取り消す',
  undoPrompt: 'プロンプトを戻す',
  changeSent: name => `「${name}」に変更しています…`,
  changeHeardNext: name => `このあとのパートから「${name}」に変わります。`,
  changeHeard: (name, time) => `あと約\u2060${time}で「${name}」に変わります。`,
  changeHeardOnceHere: name => `遅れているパートが届きしだい「${name}」に変わります。`,
  changeHeardAfter: name => `遅れているパートのあとで「${name}」に変わります。`,
  renew: 'ほかの曲にする',
  renewHint: 'このプロンプトで新しい曲をつくり、できしだい切り替えます',
  pieceComing: '新しい曲をつくっています。できるまで今の曲が流れます。',
  pieceComingIn: time => `あと約\u2060${time}で新しい曲に変わります。それまでは今の曲が流れます。`,
  pieceWith: (name, time) => (time ? `あと約\u2060${time}で「${name}」の新しい曲に変わります。` : `「${name}」の新しい曲をつくっています。`),
  pieceBefore: (name, time) => `${time ? `あと約\u2060${time}で新しい曲に変わり、` : '新しい曲をつくっています。'}そのあと「${name}」になります。`,
  pieceHere: '新しい曲に切り替わります。',
  pieceFailed: '今回は新しい曲をつくれませんでした。今の曲がそのまま続きます。',
};
