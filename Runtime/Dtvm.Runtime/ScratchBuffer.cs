// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>Arguments and results of the runtime helpers: 8 words, index 0 is the item an instruction pops first.</summary>
[InlineArray(Length)]
[SuppressMessage("Design", "CA1815", Justification = "Never compared.")]
public struct ScratchBuffer
{
    /// <summary>The number of words.</summary>
    public const int Length = FrameLayout.ScratchWords;

    private U256 _first;
}
