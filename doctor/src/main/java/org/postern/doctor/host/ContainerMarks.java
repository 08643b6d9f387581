// SPDX-License-Identifier: Apache-2.0
package org.postern.doctor.host;

import org.jspecify.annotations.Nullable;
import org.postern.doctor.internal.host.WayOut;
import org.postern.doctor.internal.system.SystemFile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks for what marks a container, E24. Files are there in any container, also in one that shares
 * the network of its host; the other marks are of the network by which traffic leaves. A link whose
 * other end is elsewhere is no proof alone: any network namespace has one.
 */
final class ContainerMarks {
    /** Of Docker, Podman, and others that follow systemd's interface of containers. */
    private static final Set<String> FILES =
            Set.of("/.dockerenv", "/run/.containerenv", "/run/systemd/container");

    /** The other end of the link has a number that no interface here has. */
    static final String OTHER_END = "iflink";

    /** The hardware address is the one that Docker makes of the address. */
    static final String DOCKER_ADDRESS = "02:42";

    /** The link ends in a program, as that of a container without rights. */
    static final String TAP = "tap";

    private static final byte[] DOCKER = {0x02, 0x42};

    /** if_tun.h: IFF_TAP. */
    private static final int TAP_FLAG = 0x2;

    private final Path root;

    /** Takes the root of the file system. */
    ContainerMarks(Path root) {
        this.root = root;
    }

    Set<String> find(WayOut wayOut) {
        Set<String> marks = new TreeSet<>();
        if (isInNetworkOfFirstProcess()) {
            for (String each : FILES) {
                if (Files.exists(root.resolve(each.substring(1)))) {
                    marks.add(each);
                }
            }
        }
        if (!wayOut.networkInterface().isEmpty()) {
            addOfNetwork(wayOut, !marks.isEmpty(), marks);
        }
        return marks;
    }

    /**
     * Whether this is the network of the container that the files mark, and not one that somebody
     * made in it: files of a network namespace have the same number for all its processes. True
     * where that cannot be read.
     */
    private boolean isInNetworkOfFirstProcess() {
        try {
            Object first = fileKey("proc/1/net/dev");
            return first == null || first.equals(fileKey("proc/self/net/dev"));
        } catch (IOException e) {
            return true;
        }
    }

    private @Nullable Object fileKey(String path) throws IOException {
        return Files.readAttributes(root.resolve(path), BasicFileAttributes.class).fileKey();
    }

    private void addOfNetwork(WayOut wayOut, boolean container, Set<String> marks) {
        Path link = root.resolve("sys/class/net").resolve(wayOut.networkInterface());
        try {
            int other = number(link, "iflink");
            if (other > 0
                    && other != number(link, "ifindex")
                    && NetworkInterface.getByIndex(other) == null) {
                marks.add(OTHER_END);
            }
            if (hasAddressOfDocker(wayOut)) {
                marks.add(DOCKER_ADDRESS);
            }
        } catch (SocketException e) {
            // The interface is gone.
        }
        // Outside of containers it is a VPN's.
        if (container && (number(link, "tun_flags") & TAP_FLAG) != 0) {
            marks.add(TAP);
        }
    }

    private static int number(Path link, String file) {
        return SystemFile.number(link.resolve(file).toString());
    }

    private static boolean hasAddressOfDocker(WayOut wayOut) throws SocketException {
        NetworkInterface via = NetworkInterface.getByName(wayOut.networkInterface());
        byte[] hardware = via == null ? null : via.getHardwareAddress();
        return hardware != null
                && wayOut.source().isPresent()
                && isOfDocker(hardware, wayOut.source().get());
    }

    /** Docker appends the address over IPv4 to its two bytes. */
    static boolean isOfDocker(byte[] hardware, InetAddress source) {
        byte[] address = source.getAddress();
        byte[] made = Arrays.copyOf(DOCKER, DOCKER.length + address.length);
        System.arraycopy(address, 0, made, DOCKER.length, address.length);
        return Arrays.equals(made, hardware);
    }
}
