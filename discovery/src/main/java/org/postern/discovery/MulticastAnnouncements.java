// SPDX-License-Identifier: Apache-2.0
package org.postern.discovery;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postern.api.discovery.AnnouncementListener;
import org.postern.api.discovery.AnnouncementSource;
import org.postern.api.discovery.InterfaceChoice;
import org.postern.api.gateway.Watch;
import org.postern.discovery.listening.AnnouncementTask;
import org.postern.discovery.loop.SsdpLoop;
import org.postern.discovery.paths.Destination;
import org.postern.discovery.paths.MulticastPaths;

import java.util.Map;

/**
 * Listens to the groups 239.255.255.250, or ff02::c and ff05::c, on all usable interfaces or on
 * the chosen one.
 */
@Component(configurationPid = MulticastAnnouncements.PID)
@Designate(ocd = MulticastAnnouncements.Config.class)
public final class MulticastAnnouncements implements AnnouncementSource {
    static final String PID = "org.postern.discovery.announcements";

    /** What an administrator may set. */
    @ObjectClassDefinition(
            name = "Postern: listen to announcements",
            description = "Announcements of routers, on UDP port 1900.")
    public @interface Config {
        /** Whether it listens. */
        @AttributeDefinition(
                name = "Enabled",
                description =
                        "Whether to listen for announcements. Without them a restarted router is"
                                + " noticed later. Default: true.")
        boolean enabled() default true;
    }

    private final SsdpLoop loop;
    private final boolean enabled;
    private final int port;

    @Activate
    public MulticastAnnouncements(@Reference SsdpLoop loop, Map<String, Object> properties) {
        this(loop, EnabledSetting.read(properties, PID), Destination.SSDP_PORT);
    }

    MulticastAnnouncements(SsdpLoop loop, boolean enabled, int port) {
        this.loop = loop;
        this.enabled = enabled;
        this.port = port;
    }

    @Override
    public Watch listen(
            boolean ipv6, InterfaceChoice networkInterface, AnnouncementListener listener) {
        if (!enabled) {
            return () -> {};
        }
        MulticastPaths paths = new MulticastPaths(networkInterface, ipv6, port);
        return AnnouncementTask.start(loop, "announcements", listener, paths::find);
    }
}
