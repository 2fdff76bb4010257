const intrinsics = { '%eval%': eval };
console.log(typeof intrinsics['%eval%'], eval(1));
for (const make of [() => eval('1 + 1'), () => (0, eval)('1 + 1'), () => new Function('return 1'), () => setTimeout('1')]) {
  try {
    console.log(make());
  } catch (error) {
    console.log(error.name, error.message);
  }
}
