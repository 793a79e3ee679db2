namespace Dtvm.Runtime;

/// <summary>A runtime helper that machine code may call.</summary>
/// <param name="Name">The name machine code is linked by.</param>
/// <param name="Kind">The C signature.</param>
/// <param name="Address">The entry point, C calling convention.</param>
public readonly record struct HelperEntry(string Name, HelperKind Kind, nint Address);
