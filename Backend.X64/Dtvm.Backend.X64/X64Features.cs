// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.X64;

/// <summary>What a processor has beyond x86-64-v3 that code is made for.</summary>
/// <param name="HasAdx">ADCX and ADOX.</param>
/// <param name="HasAvx512">AVX-512 (F and VL), with the system's leave to use its registers.</param>
internal readonly record struct X64Features(bool HasAdx, bool HasAvx512);
