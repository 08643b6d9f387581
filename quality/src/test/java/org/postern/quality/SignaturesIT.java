// SPDX-License-Identifier: Apache-2.0
package org.postern.quality;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What others compile against is stored in the checkout, so that no change of it goes unseen. Once
 * there is a release, the baseline tells what the change asks of the version.
 */
class SignaturesIT {
    @ParameterizedTest
    @ValueSource(strings = {"api", "simulator"})
    void whatOthersCompileAgainstIsAsStored(String folder) throws Exception {
        BuiltBundle bundle = BuiltBundle.of(folder);

        new StoredText(BuiltBundle.checkout().resolve(folder).resolve("signatures.txt"))
                .holds(signatures(bundle));
    }

    private static String signatures(BuiltBundle bundle)
            throws IOException, ReflectiveOperationException {
        List<String> lines = new ArrayList<>();
        for (String clause : bundle.clauses("Export-Package").sorted().toList()) {
            String name = clause.replaceFirst(";.*", "");
            String version = clause.replaceFirst(".*;version=\"([^\"]*)\".*", "$1");
            lines.add("package " + name + " " + version);
            for (Class<?> type : types(bundle, name)) {
                Signatures.of(type).forEach(lines::add);
            }
        }
        return String.join("\n", lines).replace("java.lang.", "") + "\n";
    }

    private static List<Class<?>> types(BuiltBundle bundle, String inPackage)
            throws IOException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        String path = inPackage.replace('.', '/');
        try (JarFile jar = new JarFile(bundle.file().toFile())) {
            for (String entry : jar.stream().map(JarEntry::getName).sorted().toList()) {
                if (entry.matches(path + "/(?!package-info)[^/]+\\.class")) {
                    String name = entry.replace('/', '.').replaceFirst("\\.class$", "");
                    Class<?> type = Class.forName(name, false, SignaturesIT.class.getClassLoader());
                    if (Signatures.isSeen(type.getModifiers())) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }
}
