Page({
  async onLoad() {
    for (let round = 0; round < 2; round += 1) {
      console.log(await my.confirm({ title: 'sure?', content: 'really?' }));
      console.log(await my.prompt({ message: 'your name', success: (res) => console.log('success', res.ok) }));
      console.log(await my.showActionSheet({ items: ['a', 'b'] }));
    }
    console.log(my.canIUse('confirm.return.confirm'), my.canIUse('prompt.return.inputValue'));
  },
});
