// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import org.postern.doctor.evidence.LocalMachine;
import org.postern.doctor.internal.host.HostInterface;
import org.postern.doctor.internal.host.HostInterfaces;
import org.postern.doctor.internal.host.SourceRoute;
import org.postern.doctor.internal.host.SourceRouteLookup;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.internal.host.WayOutLookup;
import org.postern.doctor.internal.system.SystemCommand;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Collects what this machine tells of itself, E1, E3, E17 and E24. Sends nothing. Safe for several
 * threads.
 */
public final class MachineCollector {
    private static final String LINUX = "Linux";

    /** The interfaces of this machine. */
    @FunctionalInterface
    interface Interfaces {
        List<HostInterface> all() throws SocketException;
    }

    /** The routes of this machine by source. */
    @FunctionalInterface
    interface SourceRoutes {
        Optional<SourceRoute> from(InetAddress source) throws InterruptedException;
    }

    private final String systemName;
    private final Path root;
    private final Interfaces interfaces;
    private final Supplier<WayOut> wayOut;
    private final SourceRoutes sourceRoutes;

    /** Takes the property {@code os.name}, and the root of the file system. */
    MachineCollector(
            String systemName,
            Path root,
            Interfaces interfaces,
            Supplier<WayOut> wayOut,
            SourceRoutes sourceRoutes) {
        this.systemName = systemName;
        this.root = root;
        this.interfaces = interfaces;
        this.wayOut = wayOut;
        this.sourceRoutes = sourceRoutes;
    }

    /** Of this machine. */
    public static MachineCollector ofThisSystem() {
        return new MachineCollector(
                System.getProperty("os.name", ""),
                Path.of("/"),
                HostInterfaces::all,
                WayOutLookup::toInternet,
                SourceRouteLookup::from);
    }

    /**
     * All but the firewalls, in some milliseconds; on macOS and the BSDs a command is asked, two
     * seconds at most.
     *
     * @return what is known on interrupt, whose status is kept
     */
    public LocalMachine collect() {
        WayOut way = wayOut.get();
        Set<String> marks = new ContainerMarks(root).find(way);
        List<HostInterface> all = withCarriers(interfaces(way));
        return marks.contains(ContainerMarks.TAP)
                ? new LocalMachine(withoutTunnel(all, way), withoutTunnel(way), marks, List.of())
                : new LocalMachine(all, way, marks, List.of());
    }

    /**
     * The way out of what a machine answers from one of its addresses: where there are several ways,
     * rules may choose one by the source, which {@link #collect} does not see. Blocks for a second
     * at most where a command is asked, and not where there is one way.
     *
     * @param machine of {@link #collect}
     * @param own the address of the machine that a gateway forwards to
     * @return that of all others where the system does not tell, and on interrupt, whose status is
     *     kept
     */
    public WayOut wayOut(LocalMachine machine, InetAddress own) {
        if (machine.interfaces().stream().filter(MachineCollector::isUsed).count() < 2) {
            return machine.wayOut();
        }
        try {
            return sourceRoutes
                    .from(own)
                    .map(route -> through(machine, own, route.networkInterface()))
                    .orElse(machine.wayOut());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return machine.wayOut();
        }
    }

    /** An interface without addresses may be a tunnel that is used all the same. */
    private static boolean isUsed(HostInterface each) {
        return each.up()
                && (each.tunnel()
                        || each.addresses().stream().anyMatch(Inet4Address.class::isInstance));
    }

    /** The address is one of the interface, where it has one, since others would be misleading. */
    private static WayOut through(LocalMachine machine, InetAddress own, String name) {
        Optional<HostInterface> via =
                machine.interfaces().stream().filter(each -> each.name().equals(name)).findFirst();
        List<InetAddress> its = via.map(HostInterface::addresses).orElse(List.of());
        Optional<InetAddress> source =
                its.contains(own)
                        ? Optional.of(own)
                        : its.stream().filter(Inet4Address.class::isInstance).findFirst();
        return new WayOut(
                WayOut.State.LEAVES, source, name, via.map(HostInterface::tunnel).orElse(false));
    }

    /** Where the system lists none, the one by which traffic leaves. */
    private List<HostInterface> interfaces(WayOut way) {
        try {
            return interfaces.all();
        } catch (SocketException e) {
            return way.source()
                    .map(
                            address ->
                                    List.of(
                                            new HostInterface(
                                                    way.networkInterface(),
                                                    true,
                                                    way.tunnel(),
                                                    List.of(address))))
                    .orElse(List.of());
        }
    }

    private List<HostInterface> withCarriers(List<HostInterface> all) {
        if (systemName.equals(LINUX) || SystemCommand.isWindows(systemName)) {
            return all;
        }
        try {
            Set<String> inactive = InactiveLinks.find();
            return all.stream()
                    .map(
                            each ->
                                    new HostInterface(
                                            each.name(),
                                            each.up() && !inactive.contains(each.name()),
                                            each.tunnel(),
                                            each.addresses()))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return all;
        }
    }

    /** The link of a container without rights ends in a program that is its router. */
    private static List<HostInterface> withoutTunnel(List<HostInterface> all, WayOut way) {
        return all.stream()
                .map(
                        each ->
                                new HostInterface(
                                        each.name(),
                                        each.up(),
                                        each.tunnel()
                                                && !each.name().equals(way.networkInterface()),
                                        each.addresses()))
                .toList();
    }

    private static WayOut withoutTunnel(WayOut way) {
        return new WayOut(way.state(), way.source(), way.networkInterface(), false);
    }

    /**
     * The same machine with the firewalls that are active on it. Blocks for two seconds at most
     * where a command is asked, which Linux has not; without them on interrupt, whose status is
     * kept.
     */
    public LocalMachine withFirewalls(LocalMachine machine) {
        try {
            return new LocalMachine(
                    machine.interfaces(),
                    machine.wayOut(),
                    machine.containerMarks(),
                    new FirewallHints(systemName, root).find());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return machine;
        }
    }
}
