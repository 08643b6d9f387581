// SPDX-License-Identifier: Apache-2.0
package org.postern.port.keeper;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.postern.port.keeper.internal.state.StateHome;
import org.postern.port.keeper.ledger.StateFolder;

import java.io.File;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The state directory, if there is one. Keepers that are opened are apart in it from the bundle's
 * own: who is opened for a moment must not inherit, and then close, what the configuration keeps
 * while its process is just being restarted.
 */
record StateDirectory(Optional<Path> directory) {
    /** The framework or system property that, where set, names the directory. */
    static final String PROPERTY = "org.postern.port.keeper.state";

    /** For the keeper over the published gateways. */
    static final String PUBLISHED = "published";

    /** For keepers that are opened over gateways of their own. */
    static final String OPENED = "opened";

    private static final Logger LOG = System.getLogger("org.postern.port-keeper");

    /**
     * For the bundle's one keeper: as the property says, or in the framework's data area. That of
     * the bundle would go with it when it is uninstalled, and the ports of before would be taken for
     * those of another program.
     */
    static StateDirectory inFramework(BundleContext context) {
        return isNamed(context) ? ofTheUser(context::getProperty) : inDataArea(context);
    }

    private static boolean isNamed(BundleContext context) {
        String property = context.getProperty(PROPERTY);
        return property != null && !property.isBlank();
    }

    private static StateDirectory inDataArea(BundleContext context) {
        @Nullable BundleContext framework =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
        @Nullable File file =
                framework == null ? null : framework.getDataFile("org.postern.port.keeper");
        return new StateDirectory(
                Optional.ofNullable(file).map(each -> each.toPath().toAbsolutePath()));
    }

    /** For a keeper that is opened: as the property says, or in the user's folder for state. */
    static StateDirectory ofTheUser(UnaryOperator<@Nullable String> properties) {
        return new StateDirectory(StateHome.directory(properties, PROPERTY, "postern/java"));
    }

    /** Takes the memory of an earlier run over, or starts without one. */
    StateFolder open(String use) {
        if (directory.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "There is no state directory. Which open ports are our own is remembered only"
                            + " as long as this process runs; the property "
                            + PROPERTY
                            + " names one.");
            return StateFolder.inMemory();
        }
        List<Path> otherDirectories =
                Stream.of(PUBLISHED, OPENED)
                        .filter(each -> !each.equals(use))
                        .map(directory.get()::resolve)
                        .toList();
        return StateFolder.open(directory.get().resolve(use), otherDirectories);
    }
}
