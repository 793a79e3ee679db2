// SPDX-License-Identifier: Apache-2.0

using System.Reflection;
using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Library;

/// <summary>The strings a host reads from the VM: zero-terminated UTF-8 that lives as long as the process.</summary>
internal static unsafe class LibraryVersion
{
    /// <summary>The VM's name.</summary>
    public static byte* Name { get; } = ToNative("dtvm");

    /// <summary>The version of the project.</summary>
    public static byte* Version { get; } = ToNative(Text);

    /// <summary>The version of the project as text, for example <c>1.2.3</c>.</summary>
    public static string Text =>
        typeof(LibraryVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static byte* ToNative(string text) => (byte*)Marshal.StringToCoTaskMemUTF8(text);
}
