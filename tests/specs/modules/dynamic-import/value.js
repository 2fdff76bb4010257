export default "here";
