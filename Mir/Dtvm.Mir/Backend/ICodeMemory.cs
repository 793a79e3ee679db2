// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Backend;

/// <summary>Memory that a compiled module's code and data live in. Never writable and executable at once.</summary>
public interface ICodeMemory
{
    /// <summary>Space for machine code, writable until <see cref="Seal"/>.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="alignment">A power of two.</param>
    /// <returns>The address, or 0 when there is no more.</returns>
    nint AllocateCode(nuint size, uint alignment);

    /// <summary>Space for everything that is ever allocated here, where its size is known beforehand: less work for the system than
    /// room to grow in.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="alignment">A power of two.</param>
    /// <returns>As of <see cref="AllocateCode"/>.</returns>
    nint AllocateOnlyCode(nuint size, uint alignment) => AllocateCode(size, alignment);

    /// <summary>Space for data.</summary>
    /// <param name="size">Bytes, at least 1.</param>
    /// <param name="alignment">A power of two.</param>
    /// <param name="readOnly">Whether it becomes read-only when sealed.</param>
    /// <returns>The address, or 0 when there is no more.</returns>
    nint AllocateData(nuint size, uint alignment, bool readOnly);

    /// <summary>Makes code read-execute and read-only data read-only. Nothing can be allocated afterwards.</summary>
    /// <returns>False when the system refuses.</returns>
    bool Seal();
}
