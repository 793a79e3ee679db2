// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Reflection;
using System.Runtime.Loader;
using Dtvm.Mir.Passes;
using Dtvm.Passes;

namespace Dtvm.Tool.Plugins;

/// <summary>Passes from assemblies outside the tree: every public class with a public constructor without parameters that implements
/// <see cref="IMirPass"/>.</summary>
internal static class PassPlugins
{
    /// <summary>The option that names assemblies.</summary>
    public static Option<string[]> Option() => new("--plugin")
    {
        Description = "An assembly with passes of your own; may be given several times.",
        HelpName = "FILE.dll",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The passes of the registry and of assemblies.</summary>
    /// <param name="paths">The assemblies.</param>
    /// <exception cref="CliException">One cannot be loaded, holds no pass, or has a pass whose name is taken.</exception>
    public static ImmutableArray<IMirPass> Load(string[]? paths)
    {
        var passes = PassRegistry.All;
        foreach (var path in paths ?? [])
        {
            var added = LoadOne(path);
            if (added.Length == 0)
            {
                throw new CliException($"{path}: no public class in it implements {typeof(IMirPass).FullName}");
            }

            foreach (var pass in added)
            {
                if (PassRegistry.Find(pass.Info.Name, passes) is not null)
                {
                    throw new CliException($"{path}: pass '{pass.Info.Name}': there is another pass of this name");
                }

                passes = passes.Add(pass);
            }
        }

        return passes;
    }

    private static ImmutableArray<IMirPass> LoadOne(string path)
    {
        if (!File.Exists(path))
        {
            throw new CliException($"{path}: no such file");
        }

        try
        {
            var assembly = new PluginContext(Path.GetFullPath(path)).LoadFromAssemblyPath(Path.GetFullPath(path));
            return
            [
                .. assembly.GetExportedTypes()
                    .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IMirPass)))
                    .Where(type => type.GetConstructor(Type.EmptyTypes) is not null)
                    .OrderBy(type => type.FullName, StringComparer.Ordinal)
                    .Select(type => (IMirPass)Activator.CreateInstance(type)!),
            ];
        }
        catch (Exception exception) when (exception is BadImageFormatException or IOException or TypeLoadException
            or ReflectionTypeLoadException
            or MissingMethodException)
        {
            throw new CliException($"{path}: not a plugin: {exception.Message}");
        }
        catch (TargetInvocationException exception)
        {
            throw new CliException($"{path}: a pass could not be made: {exception.InnerException?.Message}");
        }
    }

    /// <summary>Finds what a plugin needs beside it; what the command line has itself is shared, so that its types are the same.</summary>
    private sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (File.Exists(Path.Combine(AppContext.BaseDirectory, assemblyName.Name + ".dll")))
            {
                return null;
            }

            return _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
        }
    }
}
