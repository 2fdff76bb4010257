import { my as other } from './other';

const canScan = my.canIUse('scan.object.type');
const hasPay = typeof my.tradePay === 'function';

function known() {
  if (my.getLocation) my.getLocation();
  if (my.canIUse('chooseImage')) my.chooseImage({});
  if (typeof my.vibrate === 'function' && other) my.vibrate();
  my.makePhoneCall && my.makePhoneCall();
  my.openLocation?.();
  my.hideKeyboard?.call(my);
  my.getClipboard ? my.getClipboard() : null;
  if ('setClipboard' in my) my.setClipboard();
  if (my.hasOwnProperty('getUserInfo')) { my.getUserInfo(); }
  if (canScan) my.scan();
  if (hasPay) my.tradePay();
  if (!my.choosePhoneContact) return;
  [1].forEach(() => my.choosePhoneContact());
  my.login();
  const old = my.unknownThing;
  my.toString();
}

function local(my, list) {
  my.anything();
  for (const it of list) my.other(it);
}

const arrow = (my) => my.anything();
const fromPattern = ({ my }) => my.anything();
class Client { constructor(my) { my.anything(); } }
function declared() { var my = {}; return () => my.anything(); }
function caught() { try { known(); } catch (my) { my.anything(); } }
for (const my of []) my.anything();
{ let my = {}; my.anything(); }

Page({ known, local, arrow, fromPattern, Client, declared, caught });
