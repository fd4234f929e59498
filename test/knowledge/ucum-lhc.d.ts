/** The package has no types; the test names the part it uses. */
declare module "@lhncbc/ucum-lhc" {
  const ucumLhc: { readonly UcumLhcUtils: { getInstance(): never } };
  export default ucumLhc;
}
