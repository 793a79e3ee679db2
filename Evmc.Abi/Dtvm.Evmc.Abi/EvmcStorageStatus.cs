// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evmc.Abi;

/// <summary>
/// The effect of a store (<c>evmc_storage_status</c>) as "original value -> current value -> new value", where X, Y and Z are
/// non-zero and different.
/// </summary>
public enum EvmcStorageStatus
{
    /// <summary>Nothing changed, or a dirty slot changed in a way that only costs a warm access.</summary>
    Assigned = 0,

    /// <summary>0 -> 0 -> Z.</summary>
    Added = 1,

    /// <summary>X -> X -> 0.</summary>
    Deleted = 2,

    /// <summary>X -> X -> Z.</summary>
    Modified = 3,

    /// <summary>X -> 0 -> Z.</summary>
    DeletedAdded = 4,

    /// <summary>X -> Y -> 0.</summary>
    ModifiedDeleted = 5,

    /// <summary>X -> 0 -> X.</summary>
    DeletedRestored = 6,

    /// <summary>0 -> Y -> 0.</summary>
    AddedDeleted = 7,

    /// <summary>X -> Y -> X.</summary>
    ModifiedRestored = 8,
}
