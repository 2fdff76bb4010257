const local = (text) => {
  const date = new Date(text);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()].join(' ');
};
for (const text of ['2020/01/02', '2020/1/2 3:04', '2020-01-02 03:04:05', 'Jan 2, 2020', '1/2/2020 11:05 PM']) console.log(local(text));
console.log(new Date('2020/01/02 03:04:05 GMT+0800 (CST)').toISOString(), Date.parse('2020/01/02 00:00:00Z'));
console.log(new Date('2020-01-02').getTime(), new Date('2020-01-02T03:04:05Z').getTime(), Date.UTC(2020, 0, 2));
console.log(new Date('nonsense').getTime(), new Date('2020/13/01').getTime(), Date.parse());
class Moment extends Date {}
const moment = new Moment('2020/01/02');
console.log(moment instanceof Moment, moment instanceof Date, moment.constructor === Moment, new Date().constructor === Date);
console.log(typeof Date(), Date.length, Date.name, typeof Date.now(), new Date(2020, 0, 2).getTime() === new Date('2020/1/2').getTime());
console.log(new Date(5).getTime(), new Date(new Date(7)).getTime(), Object.prototype.toString.call(new Date('2020/1/1')));
