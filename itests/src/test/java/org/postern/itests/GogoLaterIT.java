// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A shell that comes when the commands have long been started, as in Karaf's deploy folder. */
@InFelix
class GogoLaterIT {

    private static final String COMMANDS = "(osgi.command.scope=upnp)";

    @Test
    void theCommandsComeWithTheShell() throws Exception {
        Bundle gogo = Inside.bundle("org.apache.felix.gogo.runtime");
        String jar = gogo.getLocation();
        gogo.uninstall();
        refresh(gogo, Inside.bundle("org.postern.shell.commands"));
        Inside.reference("(objectClass=org.postern.shell.commands.CommandRunner)");
        assertNull(Inside.context().getAllServiceReferences(null, COMMANDS));

        Inside.context().installBundle(jar).start();

        Inside.reference(COMMANDS);
    }

    /** As if they had never seen each other. */
    private static void refresh(Bundle... bundles) throws InterruptedException {
        CountDownLatch refreshed = new CountDownLatch(1);
        Inside.context()
                .getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(
                        List.of(bundles),
                        event -> {
                            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                                refreshed.countDown();
                            }
                        });
        if (!refreshed.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("Never refreshed.");
        }
    }
}
