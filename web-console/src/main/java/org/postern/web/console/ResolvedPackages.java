// SPDX-License-Identifier: Apache-2.0
package org.postern.web.console;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The packages that resolved bundles export and import, at one moment. */
final class ResolvedPackages {
    private final List<Wired> bundles;

    private record Wired(Set<String> exported, Set<String> imported) {}

    private ResolvedPackages(List<Wired> bundles) {
        this.bundles = bundles;
    }

    static ResolvedPackages of(BundleContext context) {
        List<Wired> bundles = new ArrayList<>();
        for (Bundle each : context.getBundles()) {
            BundleWiring wiring = each.adapt(BundleWiring.class);
            if (wiring != null && wiring.isInUse()) {
                bundles.add(new Wired(exported(wiring), imported(wiring)));
            }
        }
        return new ResolvedPackages(bundles);
    }

    private static Set<String> exported(BundleWiring wiring) {
        return wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(ResolvedPackages::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> imported(BundleWiring wiring) {
        return wiring.getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                .map(BundleWire::getCapability)
                .map(ResolvedPackages::name)
                .collect(Collectors.toSet());
    }

    private static String name(BundleCapability capability) {
        return String.valueOf(capability.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
    }

    boolean isExported(String name) {
        return bundles.stream().anyMatch(each -> each.exported().contains(name));
    }

    /** Whether a bundle that exports the one package imports the other. */
    boolean isExportedWith(String exported, String imported) {
        return bundles.stream()
                .anyMatch(
                        each ->
                                each.exported().contains(exported)
                                        && each.imported().contains(imported));
    }
}
