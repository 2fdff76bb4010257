// No page at all: FW-1.
my.showToast({ content: 'bare' });
