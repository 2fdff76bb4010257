const blob = new Blob(['é', new Uint8Array([33, 34]).subarray(1), new Blob(['x'])], { type: 'text/plain' });
console.log(blob.size, blob.type, blob.slice(2, -1).size);
blob.text().then((text) => console.log('text', text));
blob.arrayBuffer().then((buffer) => console.log('buffer', buffer.byteLength));
const reader = new FileReader();
reader.onload = (event) => {
  console.log('load', reader.readyState, event.target === reader, reader.result);
  const again = new FileReader();
  again.addEventListener('loadend', () => console.log(again.result));
  again.readAsDataURL(blob);
};
reader.readAsText(blob);
console.log('loading', reader.readyState, reader.result);
try {
  reader.readAsArrayBuffer(blob);
} catch (error) {
  console.log(error.name);
}
