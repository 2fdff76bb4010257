// Every level holds the one below four times: 4¹⁴ values, unless somebody counts.
let wide = ['x'];
for (let i = 0; i < 14; i += 1) {
  wide = [wide, wide, wide, wide];
}
let deep = 'bottom';
for (let i = 0; i < 5000; i += 1) {
  deep = { deep };
}

Page({
  data: { deep, wide },
});
