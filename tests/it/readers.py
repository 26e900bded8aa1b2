"""A folder of exports in, what each reader that is installed finds in them out, a line of JSON each."""

import json
import shutil
import sys
from pathlib import Path

folder = Path(sys.argv[1])
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


def tell(reader, names, links):
    print(json.dumps({"reader": reader, "names": sorted(names), "links": links}))


def networkx():
    import networkx as nx

    read = {
        "graphml": (nx.read_graphml(folder / "all.graphml"), "name"),
        "gexf": (nx.read_gexf(folder / "all.gexf"), "label"),
        "json": (nx.node_link_graph(json.load(open(folder / "all.json", encoding="utf-8")), edges="links"), "name"),
        "cytoscape": (nx.cytoscape_graph(json.load(open(folder / "all.cyjs", encoding="utf-8"))), "name"),
    }
    for name, (graph, key) in read.items():
        tell(f"networkx {name}", [str(value) for _, value in graph.nodes(data=key)], graph.number_of_edges())


def igraph():
    import igraph as ig

    graph = ig.Graph.Read_GraphML(str(folder / "all.graphml"))
    tell("igraph graphml", graph.vs["name"], graph.ecount())


def pyoxigraph():
    import pyoxigraph as ox

    store = ox.Store()
    store.load(path=str(folder / "all.ttl"), format=ox.RdfFormat.TURTLE)
    names = [quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(LABEL), None)]
    links = store.quads_for_pattern(None, ox.NamedNode("urn:tupu:schema:modality"), None)
    tell("pyoxigraph turtle", names, len(list(links)))


def kuzu():
    import os

    import kuzu as kz

    shutil.rmtree(folder / "database", ignore_errors=True)
    (folder / "database").unlink(missing_ok=True)
    connection = kz.Connection(kz.Database(str(folder / "database")))
    os.chdir(folder / "kuzu")
    for statement in Path("load.cypher").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            connection.execute(statement)

    def column(query):
        rows = connection.execute(query)
        found = []
        while rows.has_next():
            found.append(rows.get_next()[0])
        return found

    tell("kuzu csv", column("MATCH (e:Entity) RETURN e.name"), column("MATCH ()-[l:Link]->() RETURN count(l)")[0])


for reader in (networkx, igraph, pyoxigraph, kuzu):
    try:
        reader()
    except ImportError:
        print(f"{reader.__name__} is not installed", file=sys.stderr)
