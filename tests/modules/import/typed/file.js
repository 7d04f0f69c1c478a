export default import.meta.filename.slice(-7);
