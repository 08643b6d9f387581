// SPDX-License-Identifier: Apache-2.0
package org.postern.itests;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;
import org.postern.api.doctor.OutsideHelper;
import org.postern.api.doctor.OutsideHelper.Serving;
import org.postern.api.doctor.PortReach;
import org.postern.api.doctor.ReachWatch;
import org.postern.api.gateway.MappingRequest;
import org.postern.api.gateway.PortKey;
import org.postern.api.keeper.KeptPort;
import org.postern.api.keeper.PortKeeper;
import org.postern.itests.exam.InFelix;
import org.postern.itests.exam.Inside;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A helper on loopback, which is the outside of this machine alone. */
@InFelix
class OutsideHelperIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final String DOCTOR = "org.postern.doctor";

    @Test
    void aConfiguredHelper_isAskedAboutKeptPorts() throws Exception {
        try (GatewayService gateway = GatewayService.register("loft");
                ServerSocket program = new ServerSocket(0, 5, LOOPBACK);
                Serving helper =
                        Inside.service(OutsideHelper.class)
                                .serve(new InetSocketAddress(LOOPBACK, 0))) {
            // As of a router behind another one, whose address the helper sees then.
            gateway.changeAddress("10.0.66.44");
            int port = program.getLocalPort();
            Configuration configuration =
                    Inside.configure(
                            DOCTOR + ".reach",
                            Map.of("helper", "http://127.0.0.1:" + helper.address().getPort()));
            try (KeptPort kept = Inside.service(PortKeeper.class).keep(MappingRequest.tcp(port))) {
                Inside.eventually("it is open", () -> gateway.mapping("TCP " + port).isPresent());
                Inside.eventually(
                        "it is reached",
                        () ->
                                found().stream()
                                        .filter(each -> each.key().equals(PortKey.tcp(port)))
                                        .anyMatch(each -> each.state() == PortReach.State.REACHED));
                assertFalse(kept.status().holdings().isEmpty());
            } finally {
                configuration.delete();
            }
            Inside.eventually("nobody is asked any more", () -> found().isEmpty());
        }
        Inside.eventually("no thread is left", () -> !hasThread("postern-helper"));
        assertFalse(hasThread("postern-reach"));
    }

    @Test
    void theCommand_endsWithItsBundle() throws Exception {
        TypedCommands commands = new TypedCommands();
        FutureTask<String> typed =
                new FutureTask<>(() -> commands.run("upnp:helper --interface lo --port 0"));
        new Thread(typed, "test-helper").start();
        Inside.eventually("it serves", () -> hasThread("postern-helper"));

        Inside.bundle(DOCTOR).stop();
        try {
            assertTrue(typed.get(20, TimeUnit.SECONDS).contains("127.0.0.1"), commands::shown);
            assertFalse(commands.errors().isBlank());
            Inside.eventually("no thread is left", () -> !hasThread("postern-helper"));
        } finally {
            Inside.bundle(DOCTOR).start();
        }
    }

    private static List<PortReach> found() throws InterruptedException {
        return Inside.service(ReachWatch.class).ports();
    }

    private static boolean hasThread(String name) {
        return OwnThreads.alive().stream().anyMatch(each -> each.getName().equals(name));
    }
}
