// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.exam;

import org.osgi.framework.Constants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Manifest;

/**
 * The bundles on the test class path by symbolic name. In the reactor those of the project are the
 * jars that were just built, so that nothing needs to be installed.
 */
public final class ClassPathBundles {

    private final Map<String, String> urls;

    private ClassPathBundles(Map<String, String> urls) {
        this.urls = urls;
    }

    /** Looks through the class path. */
    public static ClassPathBundles read() {
        Map<String, String> urls = new HashMap<>();
        try {
            ClassLoader loader = ClassPathBundles.class.getClassLoader();
            for (URL each : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                if (each.openConnection() instanceof JarURLConnection jar) {
                    symbolicName(each, jar.getJarFileURL(), urls);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ClassPathBundles(urls);
    }

    private static void symbolicName(URL manifest, URL jar, Map<String, String> urls)
            throws IOException {
        try (InputStream in = manifest.openStream()) {
            String name =
                    new Manifest(in).getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
            if (name != null) {
                urls.putIfAbsent(name.split(";")[0].trim(), jar.toString());
            }
        }
    }

    /** Where a bundle's jar is. */
    public String url(String symbolicName) {
        String url = urls.get(symbolicName);
        if (url == null) {
            throw new IllegalStateException(
                    "No bundle "
                            + symbolicName
                            + " on the test class path: build the whole project"
                            + " with 'mvn verify', which tests the jars it just built.");
        }
        return url;
    }
}
