// SPDX-License-Identifier: Apache-2.0
package org.postern.itests.openhab;

import org.jupnp.OSGiUpnpServiceConfiguration;
import org.jupnp.transport.impl.NetworkAddressFactoryImpl;
import org.jupnp.transport.spi.NetworkAddressFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.http.HttpService;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Map;

/**
 * jUPnP as openHAB configures it, which has a class of its own for this, too; but on the loopback
 * interface, which jUPnP never uses, and on no other.
 */
final class LoopbackUpnpConfiguration extends OSGiUpnpServiceConfiguration {

    /** Those of {@code org.jupnp.cfg} in openHAB's distribution. */
    private static final Map<String, Object> VALUES =
            Map.of(
                    "autoEnable", "false",
                    "multicastResponsePort", "0",
                    "asyncThreadPoolSize", "30",
                    "threadPoolSize", "15");

    LoopbackUpnpConfiguration(BundleContext context, HttpService httpService) {
        setHttpService(httpService);
        activate(context, VALUES);
    }

    @Override
    protected NetworkAddressFactory createNetworkAddressFactory(
            int streamListenPort, int multicastResponsePort) {
        return new OnLoopback(streamListenPort, multicastResponsePort);
    }

    /** Its superclass asks while it is constructed. */
    private static final class OnLoopback extends NetworkAddressFactoryImpl {

        OnLoopback(int streamListenPort, int multicastResponsePort) {
            super(streamListenPort, multicastResponsePort);
        }

        @Override
        protected boolean isUsableNetworkInterface(NetworkInterface each) throws SocketException {
            return each.isLoopback() && each.isUp();
        }

        @Override
        protected boolean isUsableAddress(NetworkInterface on, InetAddress address) {
            return address instanceof Inet4Address && address.isLoopbackAddress();
        }
    }
}
