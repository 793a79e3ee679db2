namespace Dtvm.Engine.Tests;

/// <summary>Finds the conformance data that lies beside the repository.</summary>
internal static class HostSharedData
{
    public static string PathOf(params string[] parts)
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Dtvm.sln"))) directory = directory.Parent;
        if (directory is null) throw new InvalidOperationException($"no Dtvm.sln above {AppContext.BaseDirectory}");
        string path = Path.GetFullPath(Path.Combine([directory.FullName, "..", "shared", "ethereum", .. parts]));
        return File.Exists(path) || Directory.Exists(path)
            ? path
            : throw new InvalidOperationException($"the conformance data is absent: {path}");
    }
}
