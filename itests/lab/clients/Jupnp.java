// SPDX-License-Identifier: Apache-2.0
import org.jupnp.DefaultUpnpServiceConfiguration;
import org.jupnp.UpnpServiceImpl;
import org.jupnp.support.igd.PortMappingListener;
import org.jupnp.support.model.PortMapping;

/** jUPnP, of openHAB: maps when it finds a router, and unmaps when it ends. */
class Jupnp {
    public static void main(String[] words) throws Exception {
        int port = Integer.parseInt(words[1]);
        PortMapping mapping = new PortMapping(port, words[0], PortMapping.Protocol.TCP, "jUPnP");
        UpnpServiceImpl service = new UpnpServiceImpl(new DefaultUpnpServiceConfiguration());
        service.startup();
        service.getRegistry().addListener(new PortMappingListener(mapping));
        service.getControlPoint().search();
        System.in.readAllBytes();
        service.shutdown();
        System.exit(0);
    }
}
