export default "own imported"
