// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>A part of a table that is shared: so that what there are many of needs no array each.</summary>
/// <param name="First">Index of its first entry.</param>
/// <param name="Count">Entries in use.</param>
/// <param name="Capacity">Entries that there is room for.</param>
internal readonly record struct Segment(int First, int Count, int Capacity);
